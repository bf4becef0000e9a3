namespace Concurrent.Bench.Workloads;

/// <summary>Reads of one tree in every way there is, whatever its keys. Each method does so many operations and returns how many came out right.</summary>
internal interface IReadWorkload
{
    /// <summary>Entries read after each seek.</summary>
    const int SeekLength = 100;

    int Entries { get; }

    long Hit(int lookups);

    long Miss(int lookups);

    /// <summary>Look-ups of present keys through one reader, and so in one section.</summary>
    long Reader(int lookups);

    /// <summary>Look-ups of present keys, so many at once.</summary>
    long Many(int group, int lookups);

    /// <summary>All entries by <c>foreach</c>; the argument is there for the harness's sake.</summary>
    long Scan(int entries);

    /// <summary>All entries by a cursor.</summary>
    long Cursor(int entries);

    /// <summary>All entries in pages.</summary>
    long Copy(int entries);

    /// <summary>Entries in pieces of <see cref="SeekLength"/>, each behind a seek to a random key, by <c>foreach</c>.</summary>
    long SeekScan(int entries);

    /// <summary>The same by a cursor.</summary>
    long SeekCursor(int entries);

    /// <summary>The same by copies.</summary>
    long SeekCopy(int entries);

    /// <param name="keys">What keys: <c>ulong</c> or <c>string</c>.</param>
    /// <param name="entries">How many.</param>
    static IReadWorkload Of(string keys, int entries) => keys == "string"
        ? new ReadWorkload<string>(entries, static key => key.ToString("x16", System.Globalization.CultureInfo.InvariantCulture))
        : new ReadWorkload<ulong>(entries, static key => key);
}
