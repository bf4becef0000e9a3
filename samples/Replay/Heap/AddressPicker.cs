namespace Concurrent.Replay;

/// <summary>
/// Chooses what a reader asks for: half of the time near the operation that the writer is at, where a race would show, else anywhere.
/// </summary>
internal struct AddressPicker(BlockHistory history, StepClock clock, ulong seed)
{
    private const int NearSteps = 64;
    private const int LongestScan = 256;

    private RandomSource _random = new(seed);

    /// <summary>An address inside a recorded block, at one of its borders, or in the gap behind it; rarely any at all.</summary>
    public ulong PickAddress(out int floorIndex)
    {
        int index = PickBlock(out ulong size);
        ulong start = history.Key(index);
        ulong address = _random.Below(8) switch
        {
            0 => start,
            1 => start + size - 1,
            2 => unchecked(start + size),
            3 => unchecked(start - 1),
            4 => PickInGap(index, start),
            5 when _random.Below(64) == 0 => _random.Next(),
            _ => start + _random.Below(size),
        };

        floorIndex = history.FloorIndex(address, index);
        return address;
    }

    /// <summary>A range between two recorded addresses, with or without its borders; rarely the whole map.</summary>
    public ScanRequest PickScan()
    {
        if (_random.Below(1024) == 0)
        {
            return ScanRequest.All;
        }

        int from = PickBlock(out _);
        int to = int.Min(from + _random.Below(LongestScan), history.KeyCount - 1);
        ulong bits = _random.Next();
        return new ScanRequest(history.Key(from), (bits & 1) != 0, history.Key(to), (bits & 2) != 0, (bits & 4) != 0);
    }

    private int PickBlock(out ulong size)
    {
        HeapScript script = history.Script;
        ulong choice = _random.Next();
        if ((choice & 1) != 0)
        {
            long near = clock.Applied + (long)(choice >> 32) % NearSteps - (NearSteps / 4);
            ref readonly HeapStep step = ref script[(int)(long.Max(near, 0) % script.Length)];
            if (step.Key >= 0)
            {
                size = step.IsAllocation ? step.Size : script[step.Pair].Size;
                return step.Key;
            }
        }

        int index = _random.Below(history.KeyCount);
        size = history.FirstSize(index);
        return index;
    }

    private ulong PickInGap(int index, ulong start)
    {
        ulong next = index + 1 < history.KeyCount ? history.Key(index + 1) : ulong.MaxValue;
        return start + _random.Below(next - start);
    }
}
