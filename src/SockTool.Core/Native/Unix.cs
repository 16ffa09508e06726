using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>Small truths about descriptors, and the numbers of fcntl(2) and open(2) that differ between systems.</summary>
internal static class Unix
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;

    private const int GetDescriptorFlags = 1;
    private const int SetDescriptorFlags = 2;
    private const int GetStatusFlags = 3;
    private const int SetStatusFlags = 4;
    private const int CloseOnExecFlag = 1;

    public static int Create => OperatingSystem.IsMacOS() ? 0x200 : 0x40;

    public static int Exclusive => OperatingSystem.IsMacOS() ? 0x800 : 0x80;

    public static int Append => OperatingSystem.IsMacOS() ? 0x8 : 0x400;

    public static int Truncate => OperatingSystem.IsMacOS() ? 0x400 : 0x200;

    public static int NonBlocking => OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    public static int NoFollow => OperatingSystem.IsMacOS() ? 0x100 : ArmOrX86(0x8000, 0x20000);

    public static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    public static int NoControllingTerminal => OperatingSystem.IsMacOS() ? 0x20000 : 0x100;

    public static int LastError => Marshal.GetLastPInvokeError();

    public static bool IsOpen(int descriptor) => DescriptorLibc.Fcntl(descriptor, GetDescriptorFlags, 0) >= 0;

    public static bool IsCloseOnExec(int descriptor) => DescriptorLibc.Fcntl(descriptor, GetDescriptorFlags, 0) == CloseOnExecFlag;

    public static void SetCloseOnExec(int descriptor) => Checked(DescriptorLibc.Fcntl(descriptor, SetDescriptorFlags, CloseOnExecFlag));

    /// <summary>A copy, close-on-exec; F_DUPFD_CLOEXEC of fcntl(2).</summary>
    public static int Duplicate(int descriptor) => Checked(DescriptorLibc.Fcntl(descriptor, OperatingSystem.IsMacOS() ? 67 : 1030, 0));

    public static void SetNonBlocking(int descriptor) =>
        Checked(DescriptorLibc.Fcntl(descriptor, SetStatusFlags, Checked(DescriptorLibc.Fcntl(descriptor, GetStatusFlags, 0)) | NonBlocking));

    public static bool IsWritable(int descriptor) => DescriptorLibc.Fcntl(descriptor, GetStatusFlags, 0) is >= 0 and var flags && (flags & 3) != ReadOnly;

    public static bool IsNonBlocking(int descriptor) => HasStatus(descriptor, NonBlocking);

    public static bool IsAppending(int descriptor) => HasStatus(descriptor, Append);

    public static int Checked(int result) => result >= 0 ? result : throw new IOException(Marshal.GetPInvokeErrorMessage(LastError), LastError);

    public static void ThrowUnlessInterrupted()
    {
        if (LastError != Errno.Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(LastError), LastError);
        }
    }

    /// <summary>For poll(2), which says EAGAIN where the kernel had no room for a moment: "loop, just as with EINTR".</summary>
    public static void ThrowUnlessToTryAgain()
    {
        if (LastError != Errno.TryAgain)
        {
            ThrowUnlessInterrupted();
        }
    }

    private static bool HasStatus(int descriptor, int flag) => (Checked(DescriptorLibc.Fcntl(descriptor, GetStatusFlags, 0)) & flag) != 0;

    private static int ArmOrX86(int arm, int x86) =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? arm : x86;
}
