using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Core.Transports.SocketOptions;

namespace SockTool.Tests;

/// <summary>A tree of settings as a flat list of names and values, so that two can be compared.</summary>
internal static class Flattened
{
    public static SortedDictionary<string, string> Of(object settings)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(all, "", settings);
        return all;
    }

    /// <summary>What is different in <paramref name="after"/>, a line each.</summary>
    public static IReadOnlyList<string> Changes(object before, object after)
    {
        var usual = Of(before);
        return [.. Of(after).Where(one => usual.GetValueOrDefault(one.Key) != one.Value).Select(one => $"{one.Key}: {usual.GetValueOrDefault(one.Key, "")} -> {one.Value}")];
    }

    private static void Add(SortedDictionary<string, string> all, string name, object? value)
    {
        switch (value)
        {
            case TimeProvider or ITransportObserver:
                break;
            case Func<string, IReply> replies:
                all[name] = Encoding.UTF8.GetString(replies("PEER").To("MESSAGE"u8.ToArray()).Span);
                break;
            case Secret secret:
                all[name] = secret.ToString();
                break;
            case null:
                all[name] = "null";
                break;
            case IEnumerable<ReadOnlyMemory<byte>> messages:
                all[name] = $"[{string.Join(' ', messages.Select(bytes => Convert.ToHexString(bytes.Span)))}]";
                break;
            case TimeSpan duration:
                all[name] = duration == Timeout.InfiniteTimeSpan ? "none" : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds}s");
                break;
            case string or Enum or Endpoint or IFormattable or bool:
                all[name] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                break;
            case IEnumerable<SocketOptionSetting> options:
                all[name] = string.Join(' ', options.Select(option => $"{option.Name}={option.Asked}"));
                break;
            case IEnumerable list:
                all[name] = $"[{string.Join(' ', list.Cast<object>())}]";
                break;
            case var record when record.GetType().Namespace?.StartsWith("SockTool", StringComparison.Ordinal) == true:
                AddMembers(all, name, record);
                break;
            default:
                all[name] = value.ToString()!;
                break;
        }
    }

    // Fields, as a class with a primary constructor has no properties; the compiler's names for them are cleaned.
    private static void AddMembers(SortedDictionary<string, string> all, string name, object record)
    {
        if (name.Length > 0)
        {
            all[name] = record.GetType().Name;
        }

        for (var type = record.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                var member = field.Name.TrimStart('<').Split('>')[0];
                Add(all, name.Length == 0 ? member : $"{name}.{member}", field.GetValue(record));
            }
        }
    }
}
