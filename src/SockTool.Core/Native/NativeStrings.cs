using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>A null-terminated array of UTF-8 strings, as execve(2) wants them.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int count;

    /// <exception cref="ArgumentException">A string has a NUL in it, which C would take as its end.</exception>
    internal NativeStrings(IReadOnlyCollection<string> strings)
    {
        foreach (var text in strings)
        {
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                throw new ArgumentException("NUL inside a string", nameof(strings));
            }
        }

        Pointers = (byte**)NativeMemory.AllocZeroed((nuint)strings.Count + 1, (nuint)sizeof(byte*));
        foreach (var text in strings)
        {
            Pointers[count++] = (byte*)Marshal.StringToCoTaskMemUTF8(text);
        }
    }

    internal byte** Pointers { get; }

    public void Dispose()
    {
        for (var i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Pointers[i]);
        }

        NativeMemory.Free(Pointers);
    }
}
