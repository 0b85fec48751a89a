// Where tokens enter and where logits leave.

// Adds the entries of one row of a sparse matrix to a column, four threads taking turns.
__device__ inline void add_row(const int* rowStart, const int* column, const float* value, int row, float* x) {
    for (int i = rowStart[row] + threadIdx.y; i < rowStart[row + 1]; i += blockDim.y) x[column[i] * TILE] += value[i];
}

// The stream's first values: each token's embedding and, unless `positionStart` is null, its position's.
//
// Block (TILE, 4), grid tiles.
extern "C" __global__ void embed(const int* token, const int* position, int tokens, const int* tokenStart,
        const int* tokenColumn, const float* tokenValue, const int* positionStart, const int* positionColumn,
        const float* positionValue, float* stream, int width) {
    float* x = stream + at(blockIdx.x, width, 0, threadIdx.x);
    for (int c = threadIdx.y; c < width; c += blockDim.y) x[c * TILE] = 0.0f;
    int t = blockIdx.x * TILE + threadIdx.x;
    __syncthreads();
    if (t < tokens) add_row(tokenStart, tokenColumn, tokenValue, token[t], x);
    __syncthreads();
    if (t < tokens && positionStart) add_row(positionStart, positionColumn, positionValue, position[t], x);
}

// Writes the channels of concatenated positions, normed [positions][width]. ROWS.
extern "C" __global__ void write_positions(
        const int* position, int tokens, const float* normed, int width, float* out, int stride) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    int token = blockIdx.y * TILE + threadIdx.x;
    if (c >= width) return;
    out[at(blockIdx.y, stride, c, threadIdx.x)] = token < tokens ? normed[position[token] * width + c] : 0.0f;
}

// Column i of `out` is column `columns[i]` of `in`; zero past the last. ROWS, with the tiles of `out`.
extern "C" __global__ void gather_columns(
        const float* in, const int* columns, int count, float* out, int width) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    int i = blockIdx.y * TILE + threadIdx.x;
    if (c >= width) return;
    float x = i < count ? in[at(columns[i] / TILE, width, c, columns[i] % TILE)] : 0.0f;
    out[at(blockIdx.y, width, c, threadIdx.x)] = x;
}

// The reverse: adds column i of `in` to column `columns[i]` of `out`. No column may be listed twice.
extern "C" __global__ void scatter_columns(
        const float* in, const int* columns, int count, float* out, int width) {
    int c = blockIdx.x * blockDim.y + threadIdx.y;
    int i = blockIdx.y * TILE + threadIdx.x;
    if (c >= width || i >= count) return;
    out[at(columns[i] / TILE, width, c, columns[i] % TILE)] += in[at(blockIdx.y, width, c, threadIdx.x)];
}

// Adds to the logits of listed tokens the bigram table's row of each column's token. Row r of the logits is that of
// vocabulary[r], which is looked up in the table's row by bisection. read[j] is the column's place among the tokens; null
// when it is j.
// ROWS, with the tiles of the logits.
extern "C" __global__ void add_bigram(const int* token, const int* read, int count, const int* vocabulary, int width,
        const int* rowStart, const int* column, const float* value, float* logits) {
    int r = blockIdx.x * blockDim.y + threadIdx.y;
    int j = blockIdx.y * TILE + threadIdx.x;
    if (r >= width || j >= count) return;
    int row = token[read ? read[j] : j];
    int low = rowStart[row];
    int high = rowStart[row + 1];
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (column[middle] < vocabulary[r]) low = middle + 1;
        else high = middle;
    }
    if (low < rowStart[row + 1] && column[low] == vocabulary[r]) {
        logits[at(blockIdx.y, width, r, threadIdx.x)] += value[low];
    }
}
