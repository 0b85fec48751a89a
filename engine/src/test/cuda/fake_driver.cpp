// A library with the functions of the CUDA driver that the program calls, for machines without a device. "Device"
// memory is memory of the process, between guards and full of rubbish at first; launches run the emulated kernels;
// captured graphs are lists that run again. Every function counts its calls, can be told to fail, and refuses what the
// driver refuses: no current context, a freed pointer, a copy past the end of an allocation.
#include "emulation.h"

#include "10-panel.cu"
#include "20-sparse.cu"
#include "30-select.cu"
#include "40-norm.cu"
#include "50-attention.cu"
#include "60-elementwise.cu"
#include "70-tokens.cu"
#include "80-prune.cu"

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <utility>

namespace {

enum { SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, NO_DEVICE = 100, INVALID_DEVICE = 101,
       INVALID_IMAGE = 200, INVALID_CONTEXT = 201, INVALID_PTX = 218, UNSUPPORTED_PTX = 222, INVALID_HANDLE = 400,
       NOT_FOUND = 500, ILLEGAL_ADDRESS = 700, LAUNCH_FAILED = 719 };

using Action = std::function<int()>;

struct Entry {
    const char* name;
    std::function<std::function<void()>(void**)> bind;
};

template <typename... A>
std::function<std::function<void()>(void**)> binder(void (*kernel)(A...)) {
    return [kernel](void** parameters) -> std::function<void()> {
        return [&]<size_t... I>(std::index_sequence<I...>) {
            std::tuple<A...> arguments(*static_cast<A*>(parameters[I])...);
            return [kernel, arguments] { std::apply(kernel, arguments); };
        }(std::index_sequence_for<A...>());
    };
}

#define KERNEL(name) {#name, binder(name)}
#define ATTENTION_KERNELS(W) \
    KERNEL(attention_##W), KERNEL(attention_query_gradient_##W), KERNEL(attention_key_gradient_##W)

std::vector<Entry> kernels = {
    KERNEL(sparse_product), KERNEL(abs_top_k_4), KERNEL(abs_top_k_16), KERNEL(abs_top_k_64), KERNEL(abs_top_k_any),
    KERNEL(abs_top_k_backward), KERNEL(norm_forward), KERNEL(norm_backward), ATTENTION_KERNELS(16),
    ATTENTION_KERNELS(32), ATTENTION_KERNELS(64), KERNEL(activate), KERNEL(activate_backward),
    KERNEL(add_to_stream), KERNEL(mask_forward), KERNEL(mask_backward), KERNEL(sum_over_tiles),
    KERNEL(intervene), KERNEL(embed), KERNEL(write_positions), KERNEL(gather_columns), KERNEL(scatter_columns),
    KERNEL(add_bigram), KERNEL(mask_of_tau), KERNEL(task_loss), KERNEL(add_gradient), KERNEL(tie_gradient),
    KERNEL(steer),
    KERNEL(tau_gradient), KERNEL(clip_gradient), KERNEL(adamw)};

struct Failure {
    int after;
    int code;
};

struct Graph {
    std::vector<Action> actions;
};

struct Stream {
    Graph* capturing = nullptr;
};

constexpr size_t GUARD = 256;

std::recursive_mutex lock;
std::map<std::string, int> calls;
std::map<std::string, int> launches;
std::map<std::string, Failure> failures;
std::map<uintptr_t, size_t> memory;
std::set<void*> modules, graphs, streams, events;
size_t totalMemory = size_t(4) << 30, usedMemory;
int devices = 1, version = 12090, capability = 90, contexts, overruns;
bool initialized;
int theContext;
thread_local void* currentContext;

int enter(const char* name, bool needsContext) {
    calls[name]++;
    auto failure = failures.find(name);
    if (failure != failures.end() && failure->second.after-- <= 0) return failure->second.code;
    if (needsContext && (currentContext == nullptr || contexts == 0)) return INVALID_CONTEXT;
    return SUCCESS;
}

#define ENTER(needsContext) \
    std::lock_guard<std::recursive_mutex> guard(lock); \
    if (int code = enter(__func__, needsContext)) return code

bool inside(uintptr_t address, size_t bytes) {
    auto after = memory.upper_bound(address);
    if (after == memory.begin()) return false;
    auto found = std::prev(after);
    return address + bytes <= found->first + found->second;
}

// Every byte of a guard depends on where it is: what is read from one guard and written to another is noticed.
unsigned char guard_byte(uintptr_t address) {
    return static_cast<unsigned char>((address * 0x9E3779B97F4A7C15ull) >> 56);
}

void set_guard(uintptr_t from) {
    for (size_t i = 0; i < GUARD; i++) *reinterpret_cast<unsigned char*>(from + i) = guard_byte(from + i);
}

bool guard_holds(uintptr_t from) {
    for (size_t i = 0; i < GUARD; i++) {
        if (*reinterpret_cast<unsigned char*>(from + i) != guard_byte(from + i)) return false;
    }
    return true;
}

bool guards_hold(uintptr_t address, size_t bytes) {
    return guard_holds(address - GUARD) && guard_holds(address + bytes);
}

int perform(void* stream, Action action) {
    if (stream && !streams.count(stream)) return INVALID_HANDLE;
    auto* s = static_cast<Stream*>(stream);
    if (!s || !s->capturing) return action();
    s->capturing->actions.push_back(action);
    return SUCCESS;
}

}  // namespace

extern "C" {

// For tests: what happened, and what is to happen.

void fake_reset() {
    std::lock_guard<std::recursive_mutex> guard(lock);
    calls.clear();
    launches.clear();
    failures.clear();
    totalMemory = size_t(4) << 30;
    devices = 1;
    version = 12090;
    capability = 90;
    overruns = 0;
    initialized = false;
    emulation::reversed = false;
}
int fake_calls(const char* name) { std::lock_guard<std::recursive_mutex> guard(lock); return calls[name]; }
int fake_launches(const char* name) { std::lock_guard<std::recursive_mutex> guard(lock); return launches[name]; }
void fake_fail(const char* name, int after, int code) {
    std::lock_guard<std::recursive_mutex> guard(lock);
    failures[name] = {after, code};
}
int fake_live() {
    std::lock_guard<std::recursive_mutex> guard(lock);
    return contexts + memory.size() + modules.size() + graphs.size() + streams.size() + events.size();
}
int fake_overruns() { return overruns; }
void fake_set_memory(long long bytes) { totalMemory = bytes; }
void fake_set_devices(int count) { devices = count; }
void fake_set_version(int number) { version = number; }
void fake_set_capability(int number) { capability = number; }
void fake_set_reversed(int on) { emulation::reversed = on != 0; }

// The driver's functions.

int cuInit(unsigned) {
    ENTER(false);
    initialized = true;
    return devices > 0 ? SUCCESS : NO_DEVICE;
}
int cuDriverGetVersion(int* out) { ENTER(false); *out = version; return SUCCESS; }
int cuDeviceGetCount(int* out) {
    ENTER(false);
    if (!initialized) return NOT_INITIALIZED;
    *out = devices;
    return SUCCESS;
}
int cuDeviceGet(int* out, int ordinal) { ENTER(false); *out = ordinal; return ordinal < devices ? SUCCESS : INVALID_DEVICE; }
int cuDeviceGetName(char* out, int length, int) { ENTER(false); snprintf(out, length, "Emulated device"); return SUCCESS; }
int cuDeviceTotalMem_v2(size_t* out, int) { ENTER(false); *out = totalMemory; return SUCCESS; }
int cuDeviceGetAttribute(int* out, int attribute, int) {
    ENTER(false);
    switch (attribute) {
        case 75: *out = capability / 10; return SUCCESS;
        case 76: *out = capability % 10; return SUCCESS;
        case 16: *out = 1; return SUCCESS;
        case 13: *out = 1000000; return SUCCESS;
        case 36: *out = 1000000; return SUCCESS;
        case 37: *out = 128; return SUCCESS;
        default: return INVALID_VALUE;
    }
}
int cuDevicePrimaryCtxRetain(void** out, int) { ENTER(false); contexts++; *out = &theContext; return SUCCESS; }
int cuDevicePrimaryCtxRelease_v2(int) { ENTER(false); contexts--; return SUCCESS; }
int cuCtxSetCurrent(void* context) {
    ENTER(false);
    currentContext = context;
    return SUCCESS;
}
int cuCtxSynchronize() { ENTER(true); return SUCCESS; }

int cuModuleLoadDataEx(void** out, const char* image, unsigned options, int* option, void** values) {
    ENTER(true);
    int major = 0, minor = 0;
    const char* at = strstr(image, ".version ");
    if (!at || sscanf(at, ".version %d.%d", &major, &minor) != 2) {
        for (unsigned i = 0; i < options; i++) if (option[i] == 5) strcpy(static_cast<char*>(values[i]), "no .version line");
        return INVALID_PTX;
    }
    if (version < 12000 && major > 7) return UNSUPPORTED_PTX;
    *out = malloc(1);
    modules.insert(*out);
    return SUCCESS;
}
int cuModuleUnload(void* module) {
    ENTER(true);
    if (!modules.erase(module)) return INVALID_HANDLE;
    free(module);
    return SUCCESS;
}
int cuModuleGetFunction(void** out, void* module, const char* name) {
    ENTER(true);
    if (!modules.count(module)) return INVALID_HANDLE;
    for (Entry& entry : kernels) {
        if (strcmp(entry.name, name) == 0) {
            *out = &entry;
            return SUCCESS;
        }
    }
    return NOT_FOUND;
}

int cuMemGetInfo_v2(size_t* available, size_t* total) {
    ENTER(true);
    *available = totalMemory - usedMemory;
    *total = totalMemory;
    return SUCCESS;
}
int cuMemAlloc_v2(uintptr_t* out, size_t bytes) {
    ENTER(true);
    if (bytes == 0) return INVALID_VALUE;
    if (usedMemory + bytes > totalMemory) return OUT_OF_MEMORY;
    auto* raw = static_cast<unsigned char*>(aligned_alloc(GUARD, (bytes + 3 * GUARD) / GUARD * GUARD));
    *out = reinterpret_cast<uintptr_t>(raw) + GUARD;
    set_guard(*out - GUARD);
    memset(raw + GUARD, 0xff, bytes);
    set_guard(*out + bytes);
    memory[*out] = bytes;
    usedMemory += bytes;
    return SUCCESS;
}
int cuMemFree_v2(uintptr_t address) {
    ENTER(true);
    auto found = memory.find(address);
    if (found == memory.end()) return INVALID_VALUE;
    if (!guards_hold(address, found->second)) overruns++;
    usedMemory -= found->second;
    memory.erase(found);
    free(reinterpret_cast<void*>(address - GUARD));
    return SUCCESS;
}
int cuMemcpyHtoDAsync_v2(uintptr_t to, const void* from, size_t bytes, void* stream) {
    ENTER(true);
    if (!inside(to, bytes)) return INVALID_VALUE;
    return perform(stream, [=] { memcpy(reinterpret_cast<void*>(to), from, bytes); return SUCCESS; });
}
int cuMemcpyDtoHAsync_v2(void* to, uintptr_t from, size_t bytes, void* stream) {
    ENTER(true);
    if (!inside(from, bytes)) return INVALID_VALUE;
    return perform(stream, [=] { memcpy(to, reinterpret_cast<void*>(from), bytes); return SUCCESS; });
}
int cuMemcpyDtoDAsync_v2(uintptr_t to, uintptr_t from, size_t bytes, void* stream) {
    ENTER(true);
    if (!inside(to, bytes) || !inside(from, bytes)) return INVALID_VALUE;
    return perform(stream, [=] {
        memcpy(reinterpret_cast<void*>(to), reinterpret_cast<void*>(from), bytes);
        return SUCCESS;
    });
}
int cuMemsetD32Async(uintptr_t to, unsigned value, size_t count, void* stream) {
    ENTER(true);
    if (!inside(to, count * 4)) return INVALID_VALUE;
    return perform(stream, [=] {
        auto* words = reinterpret_cast<unsigned*>(to);
        for (size_t i = 0; i < count; i++) words[i] = value;
        return SUCCESS;
    });
}

int cuStreamCreate(void** out, unsigned) { ENTER(true); *out = new Stream(); streams.insert(*out); return SUCCESS; }
int cuStreamDestroy_v2(void* stream) {
    ENTER(true);
    if (!streams.erase(stream)) return INVALID_HANDLE;
    delete static_cast<Stream*>(stream);
    return SUCCESS;
}
int cuStreamSynchronize(void* stream) {
    ENTER(true);
    for (auto& [address, bytes] : memory) if (!guards_hold(address, bytes)) return ILLEGAL_ADDRESS;
    return streams.count(stream) ? SUCCESS : INVALID_HANDLE;
}
int cuStreamBeginCapture_v2(void* stream, int) {
    ENTER(true);
    static_cast<Stream*>(stream)->capturing = new Graph();
    return SUCCESS;
}
int cuStreamEndCapture(void* stream, void** out) {
    ENTER(true);
    *out = static_cast<Stream*>(stream)->capturing;
    static_cast<Stream*>(stream)->capturing = nullptr;
    graphs.insert(*out);
    return SUCCESS;
}
int cuGraphInstantiateWithFlags(void** out, void* graph, unsigned long long) {
    ENTER(true);
    *out = new Graph(*static_cast<Graph*>(graph));
    graphs.insert(*out);
    return SUCCESS;
}
int cuGraphDestroy(void* graph) {
    ENTER(true);
    if (!graphs.erase(graph)) return INVALID_HANDLE;
    delete static_cast<Graph*>(graph);
    return SUCCESS;
}
int cuGraphExecDestroy(void* graph) {
    ENTER(true);
    if (!graphs.erase(graph)) return INVALID_HANDLE;
    delete static_cast<Graph*>(graph);
    return SUCCESS;
}
int cuGraphLaunch(void* graph, void*) {
    ENTER(true);
    if (!graphs.count(graph)) return INVALID_HANDLE;
    for (Action& action : static_cast<Graph*>(graph)->actions) if (int code = action()) return code;
    return SUCCESS;
}
int cuLaunchKernel(Entry* entry, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY,
        unsigned blockZ, unsigned, void* stream, void** parameters, void**) {
    ENTER(true);
    if (gridX == 0 || gridY == 0 || gridZ == 0 || gridY > 65535 || blockX * blockY * blockZ > 1024) return INVALID_VALUE;
    launches[entry->name]++;
    auto kernel = entry->bind(parameters);
    return perform(stream, [=] {
        bool fine = emulation::run({gridX, gridY, gridZ}, {blockX, blockY, blockZ}, kernel);
        return fine ? SUCCESS : LAUNCH_FAILED;
    });
}

int cuEventCreate(void** out, unsigned) { ENTER(true); *out = new double(0); events.insert(*out); return SUCCESS; }
int cuEventDestroy_v2(void* event) {
    ENTER(true);
    if (!events.erase(event)) return INVALID_HANDLE;
    delete static_cast<double*>(event);
    return SUCCESS;
}
int cuEventRecord(void* event, void*) {
    ENTER(true);
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    *static_cast<double*>(event) = std::chrono::duration<double, std::milli>(now).count();
    return SUCCESS;
}
int cuEventSynchronize(void*) { ENTER(true); return SUCCESS; }
int cuEventElapsedTime(float* out, void* start, void* end) {
    ENTER(true);
    *out = static_cast<float>(*static_cast<double*>(end) - *static_cast<double*>(start));
    return SUCCESS;
}
}
