// AbsTopK: in each token column only the k channels of largest magnitude stay, the others become zero. The boundary is
// found bit by bit, from the highest down: a float's magnitude orders like its 31 bits. Among equal magnitudes at the
// boundary the lower channels stay.
//
// Block (COLUMNS, 4 times a power of two), grid (TILE / COLUMNS, tiles).

// How many values of a column the block counted, given each thread's own count. `counts` is [2][COLUMNS], of which the
// row of this round is zero; the other is made zero for the next.
__device__ inline int count_in_column(int mine, int* counts, int round) {
    int* now = counts + (round & 1) * COLUMNS;
    int* next = counts + (~round & 1) * COLUMNS;
    mine += __shfl_xor_sync(0xffffffffu, mine, 8);
    mine += __shfl_xor_sync(0xffffffffu, mine, 16);
    if ((threadIdx.y & 3) == 0) atomicAdd(now + threadIdx.x, mine);
    __syncthreads();
    if (threadIdx.y == 0) next[threadIdx.x] = 0;
    return now[threadIdx.x];
}

// The last channels that equal the boundary are one too many, `excess` times.
__device__ inline void drop_ties(float* x, int channels, unsigned boundary, int excess) {
    for (int c = channels - 1; excess > 0; c--) {
        if ((__float_as_uint(x[c * TILE]) & 0x7fffffffu) == boundary) {
            x[c * TILE] = 0.0f;
            excess--;
        }
    }
}

// PER is how many channels of its column a thread holds in registers; 0 reads them again in each round.
template <int PER>
__device__ inline void select_columns(float* values, int stride, int channels, int k, int* counts) {
    float* x = values + at(blockIdx.y, stride, 0, blockIdx.x * COLUMNS + threadIdx.x);
    unsigned magnitude[PER > 0 ? PER : 1];
    for (int i = 0; i < PER; i++) {
        int c = threadIdx.y + i * blockDim.y;
        magnitude[i] = c < channels ? __float_as_uint(x[c * TILE]) & 0x7fffffffu : 0u;
    }
    if (threadIdx.y == 0) counts[threadIdx.x] = 0;
    __syncthreads();
    // At least k channels reach `low`, and `reach` of them do.
    unsigned low = 0;
    int reach = channels;
    for (int bit = 30; bit >= 0; bit--) {
        unsigned candidate = low | 1u << bit;
        int mine = 0;
        if (PER > 0) {
            for (int i = 0; i < PER; i++) mine += magnitude[i] >= candidate;
        } else {
            for (int c = threadIdx.y; c < channels; c += blockDim.y) {
                mine += (__float_as_uint(x[c * TILE]) & 0x7fffffffu) >= candidate;
            }
        }
        int total = count_in_column(mine, counts, 30 - bit);
        if (reach != k && total >= k) {
            low = candidate;
            reach = total;
        }
        if (!__syncthreads_or(reach != k)) break;
    }
    for (int c = threadIdx.y; c < channels; c += blockDim.y) {
        if ((__float_as_uint(x[c * TILE]) & 0x7fffffffu) < low) x[c * TILE] = 0.0f;
    }
    __syncthreads();
    if (threadIdx.y == 0 && low > 0) drop_ties(x, channels, low, reach - k);
}

#define SELECT(NAME, PER) \
    extern "C" __global__ void __launch_bounds__(1024) NAME(float* x, int stride, int channels, int k) { \
        __shared__ int counts[2 * COLUMNS]; \
        select_columns<PER>(x, stride, channels, k, counts); \
    }

SELECT(abs_top_k_4, 4)
SELECT(abs_top_k_16, 16)
SELECT(abs_top_k_64, 64)
SELECT(abs_top_k_any, 0)

// The gradient passes only where a value was kept. Where fewer than k values are non-zero every zero was among the kept
// ones, so there it passes everywhere.
//
// Block (COLUMNS, 32), grid (TILE / COLUMNS, tiles).
extern "C" __global__ void abs_top_k_backward(
        const float* kept, int keptStride, float* gradient, int gradientStride, int channels, int k) {
    __shared__ int counts[2 * COLUMNS];
    int column = blockIdx.x * COLUMNS + threadIdx.x;
    const float* x = kept + at(blockIdx.y, keptStride, 0, column);
    float* g = gradient + at(blockIdx.y, gradientStride, 0, column);
    if (threadIdx.y == 0) counts[threadIdx.x] = 0;
    __syncthreads();
    int mine = 0;
    for (int c = threadIdx.y; c < channels; c += blockDim.y) mine += x[c * TILE] != 0.0f;
    bool all = count_in_column(mine, counts, 0) < k;
    for (int c = threadIdx.y; c < channels; c += blockDim.y) {
        if (!all && x[c * TILE] == 0.0f) g[c * TILE] = 0.0f;
    }
}
