using System;
using System.Collections.Generic;
using System.IO;

namespace Concurrent.Replay;

/// <summary>Reads the routing table: <c>first,last,CC</c> lines, addresses as decimal numbers, ascending and disjoint.</summary>
internal static class RouteTable
{
    /// <summary>The table that comes with the program.</summary>
    public static string BundledPath => Path.Combine(AppContext.BaseDirectory, "Data", "asn-country-ipv4-num.csv.gz");

    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static Route[] Load(string path)
    {
        var routes = new List<Route>();
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (Fields.IsComment(line))
            {
                continue;
            }

            int one = line.IndexOf((byte)',');
            int two = line.LastIndexOf((byte)',');
            if (one < 0 || two == one || line.Length - two != 3)
            {
                throw reader.Error($"bad range {Fields.Quote(line)}: expected first,last,CC");
            }

            uint first = (uint)Fields.ParseDecimal(reader, line[..one], "address", uint.MaxValue);
            uint last = (uint)Fields.ParseDecimal(reader, line[(one + 1)..two], "address", uint.MaxValue);
            if (last < first || (routes.Count > 0 && first <= routes[^1].Last))
            {
                throw reader.Error($"bad range {Fields.Quote(line)}: ranges must ascend and not overlap");
            }

            routes.Add(new Route(first, last, (ushort)((line[two + 1] << 8) | line[two + 2])));
        }

        return routes.Count > 0 ? [.. routes] : throw reader.Error("the file ends here and has no range in it");
    }
}
