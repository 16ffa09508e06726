using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SockTool.Core.Packets;

/// <summary>
/// Which packets are looked at, as a program for the kernel's own machine (classic BPF, linux/filter.h): what is not asked for is not even
/// copied. It reads IP packets without their link's header. On loopback, where a packet is seen leaving and coming, it passes the second.
/// </summary>
public static class PacketFilter
{
    // BPF_LD and BPF_LDX with width and mode, BPF_ALU, BPF_JMP, BPF_RET.
    private const ushort LoadWord = 0x20;
    private const ushort LoadHalf = 0x28;
    private const ushort LoadByte = 0x30;
    private const ushort LoadHalfAtX = 0x48;
    private const ushort HeaderLengthToX = 0xb1;
    private const ushort ZeroToX = 0x01;
    private const ushort And = 0x54;
    private const ushort Jump = 0x05;
    private const ushort IfEqual = 0x15;
    private const ushort IfAnySet = 0x45;
    private const ushort Return = 0x06;

    // SKF_AD_OFF with SKF_AD_PKTTYPE and SKF_AD_HATYPE; linux/if_packet.h, linux/if_arp.h.
    private const uint Kind = 0xfffff000 + 4;
    private const uint Hardware = 0xfffff000 + 28;
    private const uint Leaving = 4;
    private const uint Loopback = 772;

    private const uint Everything = 0x40000;
    private const uint SixHeader = 40;

    /// <summary>What passes nothing.</summary>
    public static ReadOnlySpan<ulong> Nothing => new ulong[] { Code(Return, 0) };

    /// <summary>What passes the packets of one protocol that match any of <paramref name="patterns"/>, each a numbered struct sock_filter.</summary>
    public static ulong[] For(int protocol, IReadOnlyCollection<FlowPattern> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var four = Family(protocol, patterns.Where(pattern => pattern.Remote is not { IsFour: false }), HeaderOf.Four);
        var six = Family(protocol, patterns.Where(pattern => pattern.Remote is not { IsFour: true }), HeaderOf.Six);
        return
        [
            Code(LoadWord, Kind),
            Code(IfEqual, Leaving, 0, 3),
            Code(LoadWord, Hardware),
            Code(IfEqual, Loopback, 0, 1),
            Code(Return, 0),
            Code(LoadByte, 0),
            Code(And, 0xf0),
            Code(IfEqual, 0x60, 1, 0),
            Code(Jump, (uint)six.Count),
            .. six,
            Code(IfEqual, 0x40, 1, 0),
            Code(Return, 0),
            .. four,
        ];
    }

    private static List<ulong> Family(int protocol, IEnumerable<FlowPattern> patterns, HeaderOf header)
    {
        List<ulong> program = header == HeaderOf.Four
            ?
            [
                Code(LoadByte, 9), Code(IfEqual, (uint)protocol, 1, 0), Code(Return, 0),
                Code(LoadHalf, 6), Code(IfAnySet, 0x3fff, 0, 1), Code(Return, 0), // a fragment
                Code(HeaderLengthToX, 0),
            ]
            : [Code(LoadByte, 6), Code(IfEqual, (uint)protocol, 1, 0), Code(Return, 0), Code(ZeroToX, SixHeader)];
        foreach (var pattern in patterns)
        {
            AddCase(program, [.. Tests(header, pattern, remoteIsSource: true)]);
            AddCase(program, [.. Tests(header, pattern, remoteIsSource: false)]);
        }

        program.Add(Code(Return, 0));
        return program;
    }

    private static IEnumerable<(ushort Load, uint At, uint Value)> Tests(HeaderOf header, FlowPattern pattern, bool remoteIsSource)
    {
        var (remotePort, localPort) = remoteIsSource ? (0u, 2u) : (2u, 0u);
        if (pattern.Remote is { } remote)
        {
            var bytes = remote.ToBytes();
            var start = header == HeaderOf.Four ? remoteIsSource ? 12u : 16u : remoteIsSource ? 8u : 24u;
            for (var i = 0; i < bytes.Length; i += sizeof(uint))
            {
                yield return (LoadWord, start + (uint)i, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i)));
            }

            yield return (LoadHalfAtX, remotePort, (uint)remote.Port);
        }

        if (pattern.LocalPort is { } port)
        {
            yield return (LoadHalfAtX, localPort, (uint)port);
        }
    }

    /// <summary>Passes the packet when every test holds, else goes on behind it.</summary>
    private static void AddCase(List<ulong> program, IReadOnlyList<(ushort Load, uint At, uint Value)> tests)
    {
        for (var i = 0; i < tests.Count; i++)
        {
            program.Add(Code(tests[i].Load, tests[i].At));
            program.Add(Code(IfEqual, tests[i].Value, 0, (byte)((2 * (tests.Count - i - 1)) + 1)));
        }

        program.Add(Code(Return, Everything));
    }

    // struct sock_filter: 16 bits of code, how far to jump where it holds and where not, the operand; as little-endian numbers.
    private static ulong Code(ushort code, uint operand, byte whenTrue = 0, byte whenFalse = 0) => code | ((ulong)whenTrue << 16) | ((ulong)whenFalse << 24) | ((ulong)operand << 32);

    private enum HeaderOf
    {
        Four,
        Six,
    }
}

/// <summary>Connections that are looked at: with one other end, or at one port of ours, or both.</summary>
/// <param name="Remote">null for any.</param>
/// <param name="LocalPort">null for any.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FlowPattern(Place? Remote, int? LocalPort);
