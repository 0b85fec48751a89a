// Enough of CUDA C++ to compile the kernels as C++ and run them on a CPU, one block after the other. Each thread of a
// block is a fiber with a stack of its own, so barriers and exchanges between the lanes of a warp work as they do on a
// device: a fiber that reaches one waits until the others have. What a device would leave undefined is an error here: a
// barrier that not all threads reach, and an exchange that not all lanes of a warp take part in. Shared memory holds
// rubbish when a block starts. Threads can be run in reverse order: results must not depend on it.
#pragma once

#include <csetjmp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <ucontext.h>
#include <vector>

#define __global__
#define __device__
#define __launch_bounds__(threads)
#define __shared__ static __attribute__((section("cuda_shared")))

struct float4 {
    float x, y, z, w;
};

struct Index {
    unsigned x, y, z;
};

static Index threadIdx, blockIdx, blockDim, gridDim;

inline int min(int a, int b) { return a < b ? a : b; }
inline int max(int a, int b) { return a > b ? a : b; }

inline unsigned __float_as_uint(float x) {
    unsigned bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

inline float __int_as_float(int bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

extern char __start_cuda_shared[] __attribute__((visibility("hidden")));
extern char __stop_cuda_shared[] __attribute__((visibility("hidden")));

namespace emulation {

constexpr int WARP = 32;
constexpr int MOST_THREADS = 1024;
constexpr size_t STACK = 64 * 1024;

enum class Waits { NOT, FOR_WARP, FOR_BLOCK, DONE };

struct Fiber {
    ucontext_t start;
    jmp_buf place;
    bool started = false;
    Waits waits = Waits::NOT;
    Index index;
    char* stack = nullptr;
};

static std::vector<Fiber> fibers(MOST_THREADS);
static Fiber* current;
static jmp_buf scheduler;
static std::function<void()> body;
static bool reversed = false;
static double exchanged[MOST_THREADS];
static int orNow, orNext;

inline void wait(Waits what) {
    current->waits = what;
    if (!_setjmp(current->place)) _longjmp(scheduler, 1);
}

inline void run_fiber() {
    while (true) {
        body();
        wait(Waits::DONE);
    }
}

inline void resume(Fiber& fiber) {
    current = &fiber;
    threadIdx = fiber.index;
    if (_setjmp(scheduler)) return;
    if (fiber.started) _longjmp(fiber.place, 1);
    fiber.started = true;
    if (!fiber.stack) fiber.stack = static_cast<char*>(malloc(STACK));
    getcontext(&fiber.start);
    fiber.start.uc_stack.ss_sp = fiber.stack;
    fiber.start.uc_stack.ss_size = STACK;
    fiber.start.uc_link = nullptr;
    makecontext(&fiber.start, run_fiber, 0);
    setcontext(&fiber.start);
}

// Runs a warp's threads until all wait for the block or are done; false when they part.
inline bool run_warp(int first, int end) {
    while (true) {
        int counts[4] = {0, 0, 0, 0};
        for (int i = 0; i < end - first; i++) {
            Fiber& fiber = fibers[reversed ? end - 1 - i : first + i];
            if (fiber.waits == Waits::NOT || fiber.waits == Waits::FOR_WARP) resume(fiber);
        }
        for (int i = first; i < end; i++) counts[static_cast<int>(fibers[i].waits)]++;
        int inWarp = counts[static_cast<int>(Waits::FOR_WARP)];
        if (inWarp == 0) return true;
        if (inWarp != end - first) return false;
    }
}

inline bool run_block(int threads) {
    memset(__start_cuda_shared, 0xff, __stop_cuda_shared - __start_cuda_shared);
    for (int i = 0; i < threads; i++) {
        unsigned n = i;
        fibers[i].index = {n % blockDim.x, n / blockDim.x % blockDim.y, n / blockDim.x / blockDim.y};
        fibers[i].waits = Waits::NOT;
    }
    orNext = 0;
    while (true) {
        int warps = (threads + WARP - 1) / WARP;
        for (int i = 0; i < warps; i++) {
            int warp = reversed ? warps - 1 - i : i;
            if (!run_warp(warp * WARP, min(threads, (warp + 1) * WARP))) return false;
        }
        int done = 0;
        for (int i = 0; i < threads; i++) {
            if (fibers[i].waits == Waits::DONE) done++;
            else fibers[i].waits = Waits::NOT;
        }
        if (done == threads) return true;
        if (done > 0) return false;
        orNow = orNext;
        orNext = 0;
    }
}

// Runs a kernel with its arguments bound; false when it did what a device leaves undefined.
inline bool run(Index grid, Index block, std::function<void()> kernel) {
    int threads = block.x * block.y * block.z;
    gridDim = grid;
    blockDim = block;
    body = kernel;
    for (unsigned z = 0; z < grid.z; z++) {
        for (unsigned y = 0; y < grid.y; y++) {
            for (unsigned x = 0; x < grid.x; x++) {
                blockIdx = {x, y, z};
                if (run_block(threads)) continue;
                for (Fiber& fiber : fibers) fiber.started = false;
                return false;
            }
        }
    }
    return true;
}

template <typename T>
T exchange(T value, int lanes) {
    int self = current - fibers.data();
    memcpy(&exchanged[self], &value, sizeof value);
    wait(Waits::FOR_WARP);
    T other;
    memcpy(&other, &exchanged[self ^ lanes], sizeof other);
    wait(Waits::FOR_WARP);
    return other;
}

}  // namespace emulation

__attribute__((noinline)) inline void __syncthreads() { emulation::wait(emulation::Waits::FOR_BLOCK); }

__attribute__((noinline)) inline int __syncthreads_or(int value) {
    if (value) emulation::orNext = 1;
    emulation::wait(emulation::Waits::FOR_BLOCK);
    return emulation::orNow;
}

template <typename T>
T __shfl_xor_sync(unsigned, T value, int lanes) {
    return emulation::exchange(value, lanes);
}

inline int atomicAdd(int* to, int value) {
    int before = *to;
    *to += value;
    return before;
}
