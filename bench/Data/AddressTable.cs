using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace Concurrent.Bench.Data;

/// <summary>141,822 IPv4 ranges and their countries: NRO (nro.net), compiled by sapics/ip-location-db, CC BY 4.0.</summary>
internal static class AddressTable
{
    public static RangeEntry<uint, int>[] Load()
    {
        var ranges = new List<RangeEntry<uint, int>>();
        using var file = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "asn-country-ipv4-num.csv.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(',');
            ranges.Add(new RangeEntry<uint, int>(uint.Parse(parts[0], CultureInfo.InvariantCulture), uint.Parse(parts[1], CultureInfo.InvariantCulture), ranges.Count + 1));
        }

        return [.. ranges];
    }
}
