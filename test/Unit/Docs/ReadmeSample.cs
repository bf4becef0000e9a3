using System.Collections.Generic;
using System.Globalization;

namespace Concurrent.Unit.Docs;

/// <summary>The sample of the README, compiled. <see cref="ReadmeTests"/> holds the two texts against each other.</summary>
internal static class ReadmeSample
{
    internal static List<string> Run()
    {
        Console.Lines = [];

        // <sample>
        var book = new BPlusTree<long, decimal>();               // price -> quantity
        book[10_050] = 3m;                                       // any thread may write; writers take turns
        book.TryAdd(10_075, 1m);
        book.AddOrUpdate(10_050, 2m, (price, quantity) => quantity + 2m);

        if (book.TryGetFloor(10_060, out long price, out decimal quantity))      // any thread may read, without a lock
            Console.WriteLine($"best at or below 10060: {quantity} at {price}"); // 5 at 10050
        foreach (var (p, q) in book.EnumerateRange(KeyRange<long>.HalfOpen(10_000, 11_000)))
            Console.WriteLine($"{p}: {q}");

        var frozen = book.Snapshot();                            // O(1), exact, for as long as you like
        using (var batch = book.BeginBatch())                    // all or nothing for every reader
        {
            batch.Remove(10_075);
            batch[10_080] = 1m;
            batch.Commit();
        }
        Console.WriteLine($"{frozen.Count} levels then, {book.Count} now");
        // </sample>

        return Console.Lines;
    }

    /// <summary>Takes what the sample prints.</summary>
    private static class Console
    {
        internal static List<string> Lines { get; set; } = [];

        internal static void WriteLine(System.FormattableString line) => Lines.Add(line.ToString(CultureInfo.InvariantCulture));
    }
}
