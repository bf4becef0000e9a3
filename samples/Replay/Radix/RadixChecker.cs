namespace Concurrent.Replay;

/// <summary>Decides whether an answer of one of the maps of the radix workload can be right. The maps are the files, and behind them the descriptors.</summary>
internal sealed class RadixChecker(RadixScript script) : EntryChecker
{
    protected override EntryHistory HistoryOf(int map) => script.Map(map);

    protected override string NameOf(int map) => script.Name(map);

    protected override string DescribeStep(long step) => script.Describe(step);

    /// <summary>Whether the entry that a value names begins at this index, and was there; a value over several indices is found at each, and asked for by its first.</summary>
    protected override bool HadAt(int map, ulong first, long value, StateWindow window)
    {
        if (value < 0)
        {
            return false;
        }

        RadixStep origin = script[(int)(value % script.Length)];
        return origin.Verb is RadixVerb.Take or RadixVerb.Allocate or RadixVerb.Enter && origin.File == map
            && origin.First <= first && first <= origin.Last && script.Map(map).Had(origin.First, origin.Last, value, window);
    }
}
