namespace SockTool.Core.Native;

/// <summary>Descriptors 0, 1 and 2 as they were handed to the process.</summary>
/// <remarks>
/// Started with one of them closed, the runtime's own pipes take the free numbers before the first line of ours runs.
/// Theirs are close-on-exec; what a parent handed over cannot be, or exec(3) would have closed it. That tells them apart.
/// </remarks>
public static class StandardDescriptors
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    // Numbers that nobody handed over, and copies of ours that outlive what they are copies of.
    private static readonly bool[] Filled = new bool[3];
    private static readonly HashSet<int> Held = [];

    /// <summary>Which of 0, 1 and 2 the parent gave us. Fills free numbers with /dev/null, so that nothing of ours takes them later.</summary>
    public static IReadOnlyList<bool> Secure() => [.. new[] { Input, Output, Error }.Select(WasHandedOver)];

    /// <summary>Ends descriptor <paramref name="descriptor"/> for its reader while its number stays taken.</summary>
    /// <remarks>The runtime holds close-on-exec copies of 0–2 (measured on .NET 10), which would keep a pipe open: they go with it.</remarks>
    public static void Release(int descriptor)
    {
        lock (Held)
        {
            var copies = CopiesOf(descriptor);
            Filled[descriptor] = true;
            var nothing = DescriptorLibc.Open("/dev/null", Unix.WriteOnly | Unix.CloseOnExec, 0);
            foreach (var copy in copies.Append(descriptor))
            {
                Libc.Duplicate(nothing, copy);
            }

            Libc.Close(nothing);
        }
    }

    /// <summary>Whether a descriptor came from our parent: what this process opened itself is close-on-exec.</summary>
    public static bool IsInherited(int descriptor) =>
        Unix.IsOpen(descriptor) && !Unix.IsCloseOnExec(descriptor) && !(descriptor < Filled.Length && Filled[descriptor]);

    /// <summary>A descriptor of our own, which <see cref="Release"/> leaves alone until <see cref="LetGo"/> closes it.</summary>
    /// <param name="open">Opens it, or gives a negative number, which stays what it is.</param>
    public static int Hold(Func<int> open)
    {
        lock (Held)
        {
            var descriptor = open();
            if (descriptor >= 0)
            {
                Held.Add(descriptor);
            }

            return descriptor;
        }
    }

    /// <summary>Closes a descriptor that is ours.</summary>
    public static void LetGo(int descriptor)
    {
        lock (Held)
        {
            Held.Remove(descriptor);
            _ = Libc.Close(descriptor);
        }
    }

    private static bool WasHandedOver(int descriptor)
    {
        if (!Unix.IsOpen(descriptor))
        {
            DescriptorLibc.Open("/dev/null", descriptor == Input ? Unix.ReadOnly : Unix.WriteOnly, 0);
            Filled[descriptor] = true;
            return false;
        }

        return !Unix.IsCloseOnExec(descriptor);
    }

    private static List<int> CopiesOf(int descriptor)
    {
        const string Mine = "/proc/self/fd";
        if (!Directory.Exists(Mine) || new FileInfo($"{Mine}/{descriptor}").LinkTarget is not { } target)
        {
            return [];
        }

        return [.. Directory.GetFiles(Mine)
            .Where(link => new FileInfo(link).LinkTarget == target)
            .Select(link => int.Parse(Path.GetFileName(link), System.Globalization.CultureInfo.InvariantCulture))
            .Where(number => number > Error && !Held.Contains(number) && Unix.IsCloseOnExec(number) && Unix.IsWritable(number))];
    }
}
