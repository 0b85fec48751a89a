package org.circuitexplorer.engine.cuda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;

/// The functions of the CUDA driver API that are called, by their exported names. All return a status. The arguments
/// are written as letters: I a 32-bit integer, L a 64-bit integer, a size or an address on the device, A an address in
/// the program's memory or a handle.
enum DriverFunction {
    INIT("cuInit", "I"),
    DRIVER_VERSION("cuDriverGetVersion", "A"),
    DEVICE_COUNT("cuDeviceGetCount", "A"),
    DEVICE("cuDeviceGet", "AI"),
    DEVICE_NAME("cuDeviceGetName", "AII"),
    DEVICE_MEMORY("cuDeviceTotalMem_v2", "AI"),
    DEVICE_ATTRIBUTE("cuDeviceGetAttribute", "AII"),
    RETAIN_CONTEXT("cuDevicePrimaryCtxRetain", "AI"),
    RELEASE_CONTEXT("cuDevicePrimaryCtxRelease_v2", "I"),
    SET_CONTEXT("cuCtxSetCurrent", "A"),
    LOAD_MODULE("cuModuleLoadDataEx", "AAIAA"),
    UNLOAD_MODULE("cuModuleUnload", "A"),
    GET_FUNCTION("cuModuleGetFunction", "AAA"),
    MEMORY_INFO("cuMemGetInfo_v2", "AA"),
    ALLOCATE("cuMemAlloc_v2", "AL"),
    FREE("cuMemFree_v2", "L"),
    COPY_TO_DEVICE("cuMemcpyHtoDAsync_v2", "LALA"),
    COPY_TO_HOST("cuMemcpyDtoHAsync_v2", "ALLA"),
    COPY_ON_DEVICE("cuMemcpyDtoDAsync_v2", "LLLA"),
    FILL("cuMemsetD32Async", "LILA"),
    CREATE_STREAM("cuStreamCreate", "AI"),
    DESTROY_STREAM("cuStreamDestroy_v2", "A"),
    SYNCHRONIZE("cuStreamSynchronize", "A"),
    BEGIN_CAPTURE("cuStreamBeginCapture_v2", "AI"),
    END_CAPTURE("cuStreamEndCapture", "AA"),
    INSTANTIATE_GRAPH("cuGraphInstantiateWithFlags", "AAL"),
    LAUNCH_GRAPH("cuGraphLaunch", "AA"),
    DESTROY_GRAPH("cuGraphDestroy", "A"),
    DESTROY_EXECUTABLE_GRAPH("cuGraphExecDestroy", "A"),
    LAUNCH("cuLaunchKernel", "AIIIIIIIAAA"),
    CREATE_EVENT("cuEventCreate", "AI"),
    DESTROY_EVENT("cuEventDestroy_v2", "A"),
    RECORD_EVENT("cuEventRecord", "AA"),
    SYNCHRONIZE_EVENT("cuEventSynchronize", "A"),
    ELAPSED("cuEventElapsedTime", "AAA");

    private final String symbol;
    private final String arguments;

    DriverFunction(String symbol, String arguments) {
        this.symbol = symbol;
        this.arguments = arguments;
    }

    /// The name under which the driver exports it.
    String symbol() {
        return symbol;
    }

    int argumentCount() {
        return arguments.length();
    }

    FunctionDescriptor descriptor() {
        MemoryLayout[] layouts =
                arguments.chars().mapToObj(DriverFunction::layout).toArray(MemoryLayout[]::new);
        return FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts);
    }

    private static MemoryLayout layout(int letter) {
        return switch (letter) {
            case 'I' -> ValueLayout.JAVA_INT;
            case 'L' -> ValueLayout.JAVA_LONG;
            case 'A' -> ValueLayout.ADDRESS;
            default -> throw new IllegalArgumentException("no layout " + (char) letter);
        };
    }
}
