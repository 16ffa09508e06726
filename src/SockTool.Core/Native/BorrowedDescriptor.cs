using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>
/// A handle's descriptor, kept open until disposed. Its number is 3 or more, so that giving a child one of its
/// descriptors 0 to 2 never overwrites the source of the next.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class BorrowedDescriptor : IDisposable
{
    private readonly SafeHandle handle;
    private readonly bool duplicated;

    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    internal BorrowedDescriptor(SafeHandle handle, string program)
    {
        this.handle = handle;
        var added = false;
        handle.DangerousAddRef(ref added);
        Number = (int)handle.DangerousGetHandle();
        if (Number > 2)
        {
            return;
        }

        Number = OwnDescriptors.DuplicateFrom(3, Number);
        duplicated = true;
        if (Number < 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            handle.DangerousRelease();
            throw new ChildStartException(program, errno);
        }
    }

    internal int Number { get; }

    public void Dispose()
    {
        if (duplicated)
        {
            _ = Libc.Close(Number);
        }

        handle.DangerousRelease();
    }
}
