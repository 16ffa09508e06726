using System.Buffers;

namespace SockTool.Core.Sessions;

/// <summary>A buffer that is there only while it is needed.</summary>
internal sealed class PooledBuffer(int size) : IDisposable
{
    private byte[]? rented;

    /// <summary>All of it; rented where it is not at hand.</summary>
    public Memory<byte> Memory => (rented ??= ArrayPool<byte>.Shared.Rent(size)).AsMemory(0, size);

    /// <summary>At most so many bytes of it.</summary>
    public Memory<byte> First(long most) => Memory[..(int)Math.Min(size, most)];

    /// <summary>Gives it back until somebody asks for it again; what was in it is lost.</summary>
    public void Release()
    {
        if (rented is { } array)
        {
            rented = null;
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    public void Dispose() => Release();
}
