// RMSNorm and LayerNorm over the channels of each token column:
// y = (x - mean) * scale * weight + bias, scale = 1 / sqrt(mean((x - mean)^2) + epsilon); RMSNorm has mean 0.
// Sums are in double: what is lost here would be lost at every channel.
//
// Block (COLUMNS, PARTS), grid (TILE / COLUMNS, tiles).

#define PARTS 32

// The sum of a column from each thread's part of it; the same order, so the same bits, in every thread.
__device__ inline double sum_of_column(double mine, double* parts) {
    parts[threadIdx.y * COLUMNS + threadIdx.x] = mine;
    __syncthreads();
    double sum = 0;
    for (int i = 0; i < PARTS; i++) sum += parts[i * COLUMNS + threadIdx.x];
    __syncthreads();
    return sum;
}

__device__ inline float mean_of_column(const float* x, int width, int rms, double* parts) {
    if (rms) return 0.0f;
    double mine = 0;
    for (int c = threadIdx.y; c < width; c += PARTS) mine += x[c * TILE];
    return (float) (sum_of_column(mine, parts) / width);
}

__device__ inline float scale_of_column(const float* x, int width, float mean, float epsilon, double* parts) {
    double mine = 0;
    for (int c = threadIdx.y; c < width; c += PARTS) {
        double d = x[c * TILE] - mean;
        mine += d * d;
    }
    return (float) (1 / sqrt(sum_of_column(mine, parts) / width + epsilon));
}

extern "C" __global__ void norm_forward(const float* in, int inStride, int width, int rms, float epsilon,
        const float* weight, const float* bias, float* out, int outStride) {
    __shared__ double parts[PARTS * COLUMNS];
    int column = blockIdx.x * COLUMNS + threadIdx.x;
    const float* x = in + at(blockIdx.y, inStride, 0, column);
    float* y = out + at(blockIdx.y, outStride, 0, column);
    float mean = mean_of_column(x, width, rms, parts);
    float scale = scale_of_column(x, width, mean, epsilon, parts);
    for (int c = threadIdx.y; c < width; c += PARTS) {
        y[c * TILE] = (x[c * TILE] - mean) * scale * weight[c] + bias[c];
    }
}

// Adds to dx: scale * (g - mean(g) - n * mean(g * n)), g = dy * weight, n = (x - mean) * scale; RMSNorm has no mean(g).
extern "C" __global__ void norm_backward(const float* in, int inStride, int width, int rms, float epsilon,
        const float* weight, const float* outGradient, int outStride, float* inGradient, int inGradientStride) {
    __shared__ double parts[PARTS * COLUMNS];
    int column = blockIdx.x * COLUMNS + threadIdx.x;
    const float* x = in + at(blockIdx.y, inStride, 0, column);
    const float* dy = outGradient + at(blockIdx.y, outStride, 0, column);
    float* dx = inGradient + at(blockIdx.y, inGradientStride, 0, column);
    float mean = mean_of_column(x, width, rms, parts);
    float scale = scale_of_column(x, width, mean, epsilon, parts);
    double along = 0;
    double sum = 0;
    for (int c = threadIdx.y; c < width; c += PARTS) {
        float g = dy[c * TILE] * weight[c];
        along += (double) g * (x[c * TILE] - mean);
        sum += g;
    }
    float slope = (float) (sum_of_column(along, parts) * scale * scale / width);
    float gradientMean = (float) (sum_of_column(sum, parts) / width);
    if (rms) gradientMean = 0.0f;
    for (int c = threadIdx.y; c < width; c += PARTS) {
        float g = dy[c * TILE] * weight[c] - gradientMean - (x[c * TILE] - mean) * slope;
        dx[c * TILE] += g * scale;
    }
}
