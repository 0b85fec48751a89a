// Activations lie as in the class Panel: [tile][channel][TILE], float32. A kernel gets a view of some of a panel's
// channels: the address of the view's first channel in the first tile, and the stride, the panel's channels in all.
// Columns past the last token exist in the last tile; their values are finite and mean nothing.
//
// Letters: T tokens, D channels, j a token column of a tile, c a channel. Every kernel says which block and grid it
// expects; where none is given it is ROWS: block (TILE, 4), grid (D / 4 rounded up, tiles), a thread for each value.

#define TILE 32
// Token columns are read four at a time.
#define QUADS 8
// Where a column is summed, a block works on so many columns, as many as lie in 32 bytes.
#define COLUMNS 8

// The index of a value in a view.
__device__ inline size_t at(int tile, int stride, int channel, int column) {
    return ((size_t) tile * stride + channel) * TILE + column;
}

__device__ inline float negative_infinity() {
    return __int_as_float(0xff800000);
}
