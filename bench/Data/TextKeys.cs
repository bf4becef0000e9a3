using System;
using System.Globalization;

namespace Concurrent.Bench.Data;

/// <summary>The same keys as text of 16 characters that sorts as the numbers do.</summary>
internal static class TextKeys
{
    public static string[] Of(ulong[] keys) => Array.ConvertAll(keys, key => key.ToString("x16", CultureInfo.InvariantCulture));
}
