// A step of learning a mask, after forward and backward: see the class MaskLearner. What the steps hand on lies in
// `state`, doubles:

#define LOSS 0
#define SMOOTHED 1
#define PRICE 2
#define STEP 3
#define KEPT 4
#define SHRINK 5
#define RATE 6
#define CORRECTION1 7
#define CORRECTION2 8

// What steers a run, doubles.
#define TARGET 0
#define SMOOTHING 1
#define PRICE_STEP 2
#define STEPS 3
#define LEARNING_RATE 4
#define WARM_UP 5
#define BETA1 6
#define BETA2 7
#define WEIGHT_DECAY 8
#define CLIP 9
#define TEMPERATURE 10

#define THREADS 256

// The block's sum, in the same order every time, in every thread.
__device__ inline double sum_of_block(double mine, double* parts) {
    parts[threadIdx.x] = mine;
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
        if (threadIdx.x < half) parts[threadIdx.x] += parts[threadIdx.x + half];
        __syncthreads();
    }
    double sum = parts[0];
    __syncthreads();
    return sum;
}

// Block THREADS, grid (nodes / THREADS rounded up).
extern "C" __global__ void mask_of_tau(const float* tau, int nodes, float* mask) {
    int node = blockIdx.x * THREADS + threadIdx.x;
    if (node < nodes) mask[node] = tau[node] >= 0.0f ? 1.0f : 0.0f;
}

// The task's loss, the mean over all prompts of -log of the wanted answer's share, from the logits of prompts `first`
// and on, and the logits' gradient, which is zero elsewhere. Adds to state[LOSS], which the first part sets.
//
// Block THREADS, grid 1.
extern "C" __global__ void task_loss(const float* logits, int width, const int* wanted, const int* other, int first,
        int count, int prompts, float* gradient, double* state) {
    __shared__ double parts[THREADS];
    double loss = 0;
    for (int i = threadIdx.x; i < count; i += THREADS) {
        size_t w = at(i / TILE, width, wanted[first + i], i % TILE);
        size_t o = at(i / TILE, width, other[first + i], i % TILE);
        float difference = logits[w] - logits[o];
        double d = difference;
        loss += (d < 0 ? -d : 0.0) + log1p(exp(d < 0 ? d : -d));
        float slope = (float) (-1 / (1 + exp(d)) / prompts);
        gradient[w] = slope;
        gradient[o] = -slope;
    }
    double sum = sum_of_block(loss, parts) / prompts;
    if (threadIdx.x == 0) state[LOSS] = first == 0 ? sum : state[LOSS] + sum;
}

// Adds one gradient to another. Block THREADS, grid (nodes / THREADS rounded up).
extern "C" __global__ void add_gradient(const float* part, int nodes, float* sum) {
    int node = blockIdx.x * THREADS + threadIdx.x;
    if (node < nodes) sum[node] += part[node];
}

// Gives both nodes of each pair the mean of their gradients. Block THREADS, grid (pairs / THREADS rounded up).
extern "C" __global__ void tie_gradient(const int* first, const int* second, int pairs, float* gradient) {
    int pair = blockIdx.x * THREADS + threadIdx.x;
    if (pair >= pairs) return;
    float mean = (gradient[first[pair]] + gradient[second[pair]]) / 2;
    gradient[first[pair]] = mean;
    gradient[second[pair]] = mean;
}

// The price of a node, the learning rate and Adam's corrections of this step. Block 1, grid 1.
extern "C" __global__ void steer(const double* settings, double* state) {
    double now = fmax(state[LOSS], 1e-9);
    double before = state[STEP] == 0 ? now : state[SMOOTHED];
    double smoothed = settings[SMOOTHING] * before + (1 - settings[SMOOTHING]) * now;
    double error = fmin(1.0, fmax(-1.0, log2(settings[TARGET] / smoothed)));
    state[SMOOTHED] = smoothed;
    state[PRICE] *= pow(settings[PRICE_STEP], error - 8 * log2(smoothed / before));
    double step = state[STEP];
    double warm = settings[WARM_UP] * settings[STEPS];
    double rise = warm < 1 ? 1.0 : fmin(1.0, (step + 1) / warm);
    state[RATE] = settings[LEARNING_RATE] * fmin(rise, (settings[STEPS] - step) / settings[STEPS]);
    state[STEP] = step + 1;
    state[CORRECTION1] = 1 - pow(settings[BETA1], step + 1);
    state[CORRECTION2] = 1 - pow(settings[BETA2], step + 1);
}

// From the gradient by mask to that by tau, price included; leaves in parts[block] the sum of its squares and in
// parts[blocks + block] the number of nodes kept. Block THREADS, grid (nodes / THREADS rounded up).
extern "C" __global__ void tau_gradient(const float* tau, const float* mask, int nodes, const double* settings,
        const double* state, float* gradient, double* parts) {
    __shared__ double shared[THREADS];
    int node = blockIdx.x * THREADS + threadIdx.x;
    float g = 0.0f;
    double kept = 0;
    if (node < nodes) {
        double s = 1 / (1 + exp(-tau[node] / settings[TEMPERATURE]));
        g = (float) ((gradient[node] + state[PRICE]) * (s * (1 - s) / settings[TEMPERATURE]));
        gradient[node] = g;
        kept = mask[node] != 0.0f;
    }
    double squares = sum_of_block((double) g * g, shared);
    double count = sum_of_block(kept, shared);
    if (threadIdx.x == 0) {
        parts[blockIdx.x] = squares;
        parts[gridDim.x + blockIdx.x] = count;
    }
}

// By how much the gradient is scaled down, from the parts of its square. Block THREADS, grid 1.
extern "C" __global__ void clip_gradient(const double* parts, int blocks, const double* settings, double* state) {
    __shared__ double shared[THREADS];
    double squares = 0;
    double kept = 0;
    for (int i = threadIdx.x; i < blocks; i += THREADS) {
        squares += parts[i];
        kept += parts[blocks + i];
    }
    double norm = sqrt(sum_of_block(squares, shared));
    double count = sum_of_block(kept, shared);
    if (threadIdx.x == 0) {
        state[SHRINK] = norm > settings[CLIP] ? settings[CLIP] / norm : 1.0;
        state[KEPT] = count;
    }
}

// AdamW on tau, which stays in [-1, 1]. Block THREADS, grid (nodes / THREADS rounded up).
extern "C" __global__ void adamw(float* tau, const float* gradient, int nodes, const double* settings,
        const double* state, double* mean, double* square) {
    int node = blockIdx.x * THREADS + threadIdx.x;
    if (node >= nodes) return;
    double beta1 = settings[BETA1];
    double beta2 = settings[BETA2];
    float g = gradient[node] * (float) state[SHRINK];
    mean[node] = beta1 * mean[node] + (1 - beta1) * g;
    square[node] = beta2 * square[node] + (1 - beta2) * g * g;
    double direction = mean[node] / state[CORRECTION1] / (sqrt(square[node] / state[CORRECTION2]) + 1e-8);
    float moved = tau[node] - (float) (state[RATE] * (direction + settings[WEIGHT_DECAY] * tau[node]));
    tau[node] = fminf(1.0f, fmaxf(-1.0f, moved));
}
