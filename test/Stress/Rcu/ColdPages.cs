using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Memory of one thread whose pages it writes in no order, so that a store waits for the page and those behind it wait in the store buffer.</summary>
internal sealed class ColdPages
{
    /// <summary>More than the first-level translation buffers hold.</summary>
    internal const int Pages = 4_096;

    private const int WordsPerPage = 4_096 / sizeof(long);
    private const int WordsPerLine = 64 / sizeof(long);

    private readonly long[] words = new long[Pages * WordsPerPage];

    /// <summary>Stores into a few pages.</summary>
    internal void Touch(StressRandom random, int stores)
    {
        ulong where = random.Next();
        for (int i = 0; i < stores; i++)
        {
            int page = (int)((where >> 3) % Pages);
            int line = (int)((where >> 20) % (WordsPerPage / WordsPerLine));
            words[(page * WordsPerPage) + (line * WordsPerLine)] = (long)where;
            where = (where * 6364136223846793005) + 1442695040888963407;
        }
    }

    /// <summary>Reads and writes everything once: whoever shares the caches loses what he had in them.</summary>
    internal long Sweep()
    {
        long sum = 0;
        for (int i = 0; i < words.Length; i += WordsPerLine) sum += words[i]++;
        return sum;
    }
}
