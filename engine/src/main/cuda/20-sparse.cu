// out = W in + bias for a sparse W in compressed sparse rows; bias may be null. The backward pass gives the transposed
// matrix. Each thread keeps four token columns of one row in registers while the row's entries stream by: every read
// of `in` is a run of 16 bytes, and the 8 threads of a row read 128 bytes that follow each other.
//
// Block (QUADS, 32), grid (rows / 32 rounded up, tiles).
extern "C" __global__ void sparse_product(const int* rowStart, const int* column, const float* value,
        const float* bias, int rows, const float4* in, int inStride, float4* out, int outStride) {
    int row = blockIdx.x * blockDim.y + threadIdx.y;
    if (row >= rows) return;
    const float4* x = in + (size_t) blockIdx.y * inStride * QUADS + threadIdx.x;
    float first = bias ? bias[row] : 0.0f;
    float4 sum;
    sum.x = sum.y = sum.z = sum.w = first;
    int end = rowStart[row + 1];
    for (int n = rowStart[row]; n < end; n++) {
        float weight = value[n];
        float4 v = x[(size_t) column[n] * QUADS];
        sum.x = fmaf(weight, v.x, sum.x);
        sum.y = fmaf(weight, v.y, sum.y);
        sum.z = fmaf(weight, v.z, sum.z);
        sum.w = fmaf(weight, v.w, sum.w);
    }
    out[((size_t) blockIdx.y * outStride + row) * QUADS + threadIdx.x] = sum;
}
