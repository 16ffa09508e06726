using System.Net;
using System.Net.Sockets;

namespace SockTool.Core.Endpoints;

/// <summary>Many ranges as one: whether an address is in any of them is a binary search, however many there are.</summary>
public sealed class AddressSet
{
    private readonly List<(UInt128 First, UInt128 Last)> fours;
    private readonly List<(UInt128 First, UInt128 Last)> sixes;

    public AddressSet(IReadOnlyCollection<AddressRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        (fours, sixes) = (Joined(ranges, AddressFamily.InterNetwork), Joined(ranges, AddressFamily.InterNetworkV6));
    }

    /// <summary>Whether <paramref name="address"/> is one of them; an IPv6 zone is no part of it.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = AddressRange.Plain(address);
        var number = AddressRange.NumberOf(plain);
        var ranges = plain.AddressFamily == AddressFamily.InterNetwork ? fours : sixes;
        var place = ranges.BinarySearch((number, UInt128.MaxValue));
        var before = place >= 0 ? place : ~place - 1;
        return before >= 0 && number <= ranges[before].Last;
    }

    private static List<(UInt128 First, UInt128 Last)> Joined(IEnumerable<AddressRange> ranges, AddressFamily family)
    {
        var joined = new List<(UInt128 First, UInt128 Last)>();
        foreach (var (first, last) in ranges
            .Where(range => range.First.AddressFamily == family)
            .Select(range => (First: AddressRange.NumberOf(range.First), Last: AddressRange.NumberOf(range.Last)))
            .Order())
        {
            if (joined is [.., var top] && first <= top.Last)
            {
                joined[^1] = (top.First, UInt128.Max(top.Last, last));
            }
            else
            {
                joined.Add((first, last));
            }
        }

        return joined;
    }
}
