namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>One to four small accidents in a text: a byte changed, lost, doubled or cut off after.</summary>
internal static class Mutation
{
    public static string Of(string text, Random random)
    {
        var all = text.ToList();
        for (var count = random.Next(1, 5); count > 0 && all.Count > 0; count--)
        {
            var at = random.Next(all.Count);
            switch (random.Next(5))
            {
                case 0:
                    all[at] = (char)random.Next(256);
                    break;
                case 1:
                    all.RemoveAt(at);
                    break;
                case 2:
                    all.Insert(at, all[at]);
                    break;
                case 3:
                    all.Insert(at, "\r\n\0 :,"[random.Next(6)]);
                    break;
                default:
                    all.InsertRange(at, all.GetRange(at, Math.Min(random.Next(64), all.Count - at)));
                    break;
            }
        }

        return string.Concat(all);
    }
}
