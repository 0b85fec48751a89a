// Causal attention of many small heads, y = softmax(q k^T / sqrt(width)) v, with an optional sink: a logit that joins
// the denominator and carries the value zero. A block is one head on the columns of one tile that belong to one
// sequence, a thread one token; the other tokens of the sequence pass through shared memory, CHUNK at a time. The
// softmax is taken in one pass that rescales when a larger logit comes; the backward pass recomputes probabilities
// from each query's log of the denominator.
//
// Block TILE, grid (pieces, heads). A piece is a tile and the first token and the end of a sequence; `sink` may be null.
// `logTotal` and `mean` are [heads][tokens].

#define CHUNK 32

struct Piece {
    int first;
    int end;
    int tile;
    int token;
    bool active;
};

__device__ inline Piece piece_of(const int* pieces) {
    Piece p;
    p.first = pieces[3 * blockIdx.x];
    p.end = pieces[3 * blockIdx.x + 1];
    p.tile = pieces[3 * blockIdx.x + 2];
    p.token = p.tile * TILE + threadIdx.x;
    p.active = p.token >= p.first && p.token < p.end;
    return p;
}

// One head's channels at CHUNK tokens of the sequence, zero elsewhere; to[c * CHUNK + j].
template <int W>
__device__ inline void load_chunk(const float* x, int stride, int width, Piece p, int chunk, float* to) {
#pragma unroll 4
    for (int i = threadIdx.x; i < W * CHUNK; i += TILE) {
        int c = i / CHUNK;
        int token = chunk * CHUNK + i % CHUNK;
        bool inside = c < width && token >= p.first && token < p.end;
        to[i] = inside ? x[at(token / TILE, stride, blockIdx.y * width + c, token % TILE)] : 0.0f;
    }
}

template <int W>
__device__ inline void load_token(const float* x, int stride, int width, Piece p, float factor, float* to) {
    for (int c = 0; c < W; c++) {
        bool inside = p.active && c < width;
        to[c] = inside ? x[at(p.tile, stride, blockIdx.y * width + c, threadIdx.x)] * factor : 0.0f;
    }
}

template <int W>
__device__ inline void store_token(const float* from, float factor, float* x, int stride, int width, Piece p) {
    if (!p.active) return;
    for (int c = 0; c < W; c++) {
        if (c < width) x[at(p.tile, stride, blockIdx.y * width + c, threadIdx.x)] = from[c] * factor;
    }
}

template <int W>
__device__ inline float product(const float* mine, const float* chunk, int j) {
    float sum = 0.0f;
    for (int c = 0; c < W; c++) sum = fmaf(mine[c], chunk[c * CHUNK + j], sum);
    return sum;
}

template <int W>
__device__ inline void attend(const int* pieces, const float* q, const float* k, const float* v, int stride, int width,
        float scale, const float* sink, float* y, int yStride, float* logTotal, int tokens, float* keys,
        float* values) {
    Piece p = piece_of(pieces);
    float query[W];
    float sum[W];
    load_token<W>(q, stride, width, p, scale, query);
    for (int c = 0; c < W; c++) sum[c] = 0.0f;
    float largest = sink ? sink[blockIdx.y] : negative_infinity();
    float total = sink ? 1.0f : 0.0f;
    int end = min(p.end, (p.tile + 1) * TILE);
    for (int chunk = p.first / CHUNK; chunk * CHUNK < end; chunk++) {
        __syncthreads();
        load_chunk<W>(k, stride, width, p, chunk, keys);
        load_chunk<W>(v, stride, width, p, chunk, values);
        __syncthreads();
        int until = p.active ? min(CHUNK, p.token + 1 - chunk * CHUNK) : 0;
        for (int j = max(0, p.first - chunk * CHUNK); j < until; j++) {
            float logit = product<W>(query, keys, j);
            if (logit > largest) {
                float shrink = expf(largest - logit);
                total *= shrink;
                for (int c = 0; c < W; c++) sum[c] *= shrink;
                largest = logit;
            }
            float weight = expf(logit - largest);
            total += weight;
            for (int c = 0; c < W; c++) sum[c] = fmaf(weight, values[c * CHUNK + j], sum[c]);
        }
    }
    store_token<W>(sum, 1.0f / total, y, yStride, width, p);
    if (p.active) logTotal[(size_t) blockIdx.y * tokens + p.token] = largest + logf(total);
}

// From the gradient of y to that of each query; also each query's mean of the probabilities' gradients.
template <int W>
__device__ inline void query_gradient(const int* pieces, const float* q, const float* k, const float* v, int stride,
        int width, float scale, const float* y, const float* dy, int yStride, const float* logTotal, float* mean,
        int tokens, float* dq, int gradientStride, float* keys, float* values) {
    Piece p = piece_of(pieces);
    float query[W];
    float gradient[W];
    float sum[W];
    load_token<W>(q, stride, width, p, scale, query);
    load_token<W>(y, yStride, width, p, 1.0f, sum);
    load_token<W>(dy, yStride, width, p, 1.0f, gradient);
    float average = 0.0f;
    for (int c = 0; c < W; c++) {
        average = fmaf(sum[c], gradient[c], average);
        sum[c] = 0.0f;
    }
    size_t own = (size_t) blockIdx.y * tokens + p.token;
    float log = p.active ? logTotal[own] : 0.0f;
    if (p.active) mean[own] = average;
    int end = min(p.end, (p.tile + 1) * TILE);
    for (int chunk = p.first / CHUNK; chunk * CHUNK < end; chunk++) {
        __syncthreads();
        load_chunk<W>(k, stride, width, p, chunk, keys);
        load_chunk<W>(v, stride, width, p, chunk, values);
        __syncthreads();
        int until = p.active ? min(CHUNK, p.token + 1 - chunk * CHUNK) : 0;
        for (int j = max(0, p.first - chunk * CHUNK); j < until; j++) {
            float probability = expf(product<W>(query, keys, j) - log);
            float slope = probability * (product<W>(gradient, values, j) - average);
            for (int c = 0; c < W; c++) sum[c] = fmaf(slope, keys[c * CHUNK + j], sum[c]);
        }
    }
    store_token<W>(sum, scale, dq, gradientStride, width, p);
}

// From the gradient of y to those of each key and value, after query_gradient.
template <int W>
__device__ inline void key_gradient(const int* pieces, const float* q, const float* k, const float* v, int stride,
        int width, float scale, const float* dy, int yStride, const float* logTotal, const float* mean, int tokens,
        float* dk, float* dv, int gradientStride, float* queries, float* gradients, float* logs, float* means) {
    Piece p = piece_of(pieces);
    float key[W];
    float value[W];
    float keySum[W];
    float valueSum[W];
    load_token<W>(k, stride, width, p, scale, key);
    load_token<W>(v, stride, width, p, 1.0f, value);
    for (int c = 0; c < W; c++) keySum[c] = valueSum[c] = 0.0f;
    int start = max(p.first, p.tile * TILE);
    for (int chunk = start / CHUNK; chunk * CHUNK < p.end; chunk++) {
        __syncthreads();
        load_chunk<W>(q, stride, width, p, chunk, queries);
        load_chunk<W>(dy, yStride, width, p, chunk, gradients);
        if (threadIdx.x < CHUNK) {
            int token = chunk * CHUNK + threadIdx.x;
            bool inside = token >= p.first && token < p.end;
            logs[threadIdx.x] = inside ? logTotal[(size_t) blockIdx.y * tokens + token] : 0.0f;
            means[threadIdx.x] = inside ? mean[(size_t) blockIdx.y * tokens + token] : 0.0f;
        }
        __syncthreads();
        int until = p.active ? min(CHUNK, p.end - chunk * CHUNK) : 0;
        for (int i = max(0, p.token - chunk * CHUNK); i < until; i++) {
            float probability = expf(product<W>(key, queries, i) - logs[i]);
            float slope = probability * (product<W>(value, gradients, i) - means[i]);
            for (int c = 0; c < W; c++) {
                keySum[c] = fmaf(slope, queries[c * CHUNK + i], keySum[c]);
                valueSum[c] = fmaf(probability, gradients[c * CHUNK + i], valueSum[c]);
            }
        }
    }
    store_token<W>(keySum, scale, dk, gradientStride, width, p);
    store_token<W>(valueSum, 1.0f, dv, gradientStride, width, p);
}

#define ATTENTION(W) \
    extern "C" __global__ void __launch_bounds__(TILE) attention_##W(const int* pieces, const float* q, \
            const float* k, const float* v, int stride, int width, float scale, const float* sink, float* y, \
            int yStride, float* logTotal, int tokens) { \
        __shared__ float keys[W * CHUNK]; \
        __shared__ float values[W * CHUNK]; \
        attend<W>(pieces, q, k, v, stride, width, scale, sink, y, yStride, logTotal, tokens, keys, values); \
    } \
    extern "C" __global__ void __launch_bounds__(TILE) attention_query_gradient_##W(const int* pieces, \
            const float* q, const float* k, const float* v, int stride, int width, float scale, const float* y, \
            const float* dy, int yStride, const float* logTotal, float* mean, int tokens, float* dq, \
            int gradientStride) { \
        __shared__ float keys[W * CHUNK]; \
        __shared__ float values[W * CHUNK]; \
        query_gradient<W>(pieces, q, k, v, stride, width, scale, y, dy, yStride, logTotal, mean, tokens, dq, \
                gradientStride, keys, values); \
    } \
    extern "C" __global__ void __launch_bounds__(TILE) attention_key_gradient_##W(const int* pieces, const float* q, \
            const float* k, const float* v, int stride, int width, float scale, const float* dy, int yStride, \
            const float* logTotal, const float* mean, int tokens, float* dk, float* dv, int gradientStride) { \
        __shared__ float queries[W * CHUNK]; \
        __shared__ float gradients[W * CHUNK]; \
        __shared__ float logs[CHUNK]; \
        __shared__ float means[CHUNK]; \
        key_gradient<W>(pieces, q, k, v, stride, width, scale, dy, yStride, logTotal, mean, tokens, dk, dv, \
                gradientStride, queries, gradients, logs, means); \
    }

ATTENTION(16)
ATTENTION(32)
ATTENTION(64)
