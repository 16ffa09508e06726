using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>What stands behind one of a child's descriptors 0 to 2.</summary>
public sealed record ChildDescriptor
{
    private ChildDescriptor(ChildDescriptorSource source, SafeHandle? handle)
    {
        Source = source;
        Handle = handle;
    }

    /// <summary>/dev/null.</summary>
    public static ChildDescriptor Nothing { get; } = new(ChildDescriptorSource.Nothing, handle: null);

    /// <summary>Our own descriptor of the same number; closed in the child if it is closed here.</summary>
    public static ChildDescriptor Ours { get; } = new(ChildDescriptorSource.Ours, handle: null);

    internal ChildDescriptorSource Source { get; }

    internal SafeHandle? Handle { get; }

    /// <summary>
    /// A descriptor of ours. The caller keeps the handle, and closes it after the start if the child should be its
    /// only holder. The child shares its O_NONBLOCK: hand over pipes, not sockets that have been used asynchronously.
    /// </summary>
    public static ChildDescriptor Of(SafeHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return new(ChildDescriptorSource.Handle, handle);
    }
}
