using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>The one place that chooses the engine: the kernel's where nobody wants to see the bytes or says how many to read at once.</summary>
public sealed class Pump : IPump
{
    public Task<PumpResult> RunAsync(IInput source, IOutput destination, PumpControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        (source, destination) = ((source as JoinedConnection)?.Input ?? source, (destination as JoinedConnection)?.Output ?? destination);
        return control is { Engine: PumpEngine.Fastest, BufferSize: null, Observer.NeedsBytes: false } && KernelRoute.Between(source, destination) is { } route
            ? KernelPump.RunAsync(route, control)
            : new BufferPump().RunAsync(source, destination, control);
    }
}
