// Functions of single values. ROWS unless said otherwise. The functions are numbered as the enum Activation:
// 0 identity, 1 ReLU, 2 GELU (the exact one).

// x Phi(x), written with the tail of |x| so that nothing cancels for negative x.
__device__ inline float activation(int function, float x) {
    if (function == 1) return fmaxf(x, 0.0f);
    if (function == 2) return fmaxf(x, 0.0f) - fabsf(x) * 0.5f * erfcf(fabsf(x) * 0.70710678f);
    return x;
}

__device__ inline float activation_slope(int function, float x) {
    if (function == 1) return x > 0.0f ? 1.0f : 0.0f;
    if (function == 2) return 0.5f * erfcf(x * -0.70710678f) + x * 0.3989423f * expf(-0.5f * x * x);
    return 1.0f;
}

extern "C" __global__ void activate(
        const float* in, int inStride, float* out, int outStride, int width, int function) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    if (c >= width) return;
    float x = in[at(blockIdx.y, inStride, c, threadIdx.x)];
    out[at(blockIdx.y, outStride, c, threadIdx.x)] = activation(function, x);
}

// Turns the gradient after the function into that before it.
extern "C" __global__ void activate_backward(
        const float* before, int beforeStride, float* gradient, int gradientStride, int width, int function) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    if (c >= width) return;
    float x = before[at(blockIdx.y, beforeStride, c, threadIdx.x)];
    float* g = gradient + at(blockIdx.y, gradientStride, c, threadIdx.x);
    *g = function == 1 && !(x > 0.0f) ? 0.0f : *g * activation_slope(function, x);
}

// out = function(stream + delta), all with the stream's stride.
extern "C" __global__ void add_to_stream(
        const float* stream, const float* delta, float* out, int stride, int width, int function) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    if (c >= width) return;
    size_t i = at(blockIdx.y, stride, c, threadIdx.x);
    out[i] = activation(function, stream[i] + delta[i]);
}


// A node under a mask: y = m x + (1 - m) mean. Not x * 0 + mean: the replaced value may be infinite or NaN.
extern "C" __global__ void mask_forward(const float* in, int inStride, float* out, int outStride, int width,
        const float* mask, const float* means) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    if (c >= width) return;
    float m = mask[c];
    float mean = means[c];
    float x = in[at(blockIdx.y, inStride, c, threadIdx.x)];
    float y = m == 1.0f ? x : m == 0.0f ? mean : x * m + mean * (1.0f - m);
    out[at(blockIdx.y, outStride, c, threadIdx.x)] = y;
}

// Turns the gradient of y into that of x and leaves each tile's sum of dy * (x - mean) in partial[tile][node].
//
// Block (32, 8), grid (width / 8 rounded up, tiles): a warp for each channel.
extern "C" __global__ void mask_backward(const float* in, int inStride, float* gradient, int gradientStride,
        int width, const float* mask, const float* means, int tokens, float* partial, int nodes) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    float sum = 0.0f;
    if (c < width) {
        float m = mask[c];
        float mean = means[c];
        for (int j = threadIdx.x; j < TILE; j += 32) {
            if (blockIdx.y * TILE + j >= tokens) continue;
            float* g = gradient + at(blockIdx.y, gradientStride, c, j);
            sum = fmaf(*g, in[at(blockIdx.y, inStride, c, j)] - mean, sum);
            *g *= m;
        }
    }
    for (int apart = 16; apart > 0; apart /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, apart);
    if (c < width && threadIdx.x == 0) partial[(size_t) blockIdx.y * nodes + c] = sum;
}

// Block 256, grid (nodes / 256 rounded up).
extern "C" __global__ void sum_over_tiles(const float* partial, int tiles, int nodes, float* result) {
    int node = blockIdx.x * blockDim.x + threadIdx.x;
    if (node >= nodes) return;
    double sum = 0;
    for (int tile = 0; tile < tiles; tile++) sum += partial[(size_t) tile * nodes + node];
    result[node] = (float) sum;
}

// Listed channels become x * multiply + add, or add alone where multiply is zero. With `positions`, only tokens whose
// place in their sequence is listed change; null means all. No channel may be listed twice.
//
// Block TILE, grid (listed channels, tiles).
extern "C" __global__ void intervene(float* values, int stride, const int* channel, const float* multiply,
        const float* add, const int* position, int tokens, const int* positions, int positionCount) {
    int token = blockIdx.y * TILE + threadIdx.x;
    bool changes = positions == 0;
    if (positions && token < tokens) {
        for (int i = 0; i < positionCount; i++) changes = changes || position[token] == positions[i];
    }
    if (!changes) return;
    float* x = values + at(blockIdx.y, stride, channel[blockIdx.x], threadIdx.x);
    float m = multiply[blockIdx.x];
    *x = m == 0.0f ? add[blockIdx.x] : *x * m + add[blockIdx.x];
}
