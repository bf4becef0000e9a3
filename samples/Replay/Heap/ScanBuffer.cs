namespace Concurrent.Replay;

/// <summary>What one scan saw, kept until the scan is over: only then is it known which states it may have seen.</summary>
internal sealed class ScanBuffer(int capacity)
{
    private readonly ulong[] _keys = new ulong[capacity];
    private readonly Block[] _blocks = new Block[capacity];

    public int Count { get; private set; }

    public ulong Key(int position) => _keys[position];

    public Block Block(int position) => _blocks[position];

    public void Reset() => Count = 0;

    /// <summary>False when it is full. With room for every address and one more that is the end of a scan that goes round in circles.</summary>
    public bool TryAppend(ulong key, Block block)
    {
        if (Count == _keys.Length)
        {
            return false;
        }

        _keys[Count] = key;
        _blocks[Count++] = block;
        return true;
    }
}
