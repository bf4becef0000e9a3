namespace Concurrent.Unit.Maples;

/// <summary>The positions of the cursor, over a plain list: what each call does to state, range and answer, step by step from range to range.</summary>
internal sealed class ReferenceCursor(RangeCells cells)
{
    private enum Mood
    {
        On,
        Paused,
        Overflow,
        Underflow,
    }

    private Mood _mood;
    private bool _found;

    public int First { get; private set; }

    public int Last { get; private set; }

    public bool HasValue { get; private set; }

    public void Set(int first, int last) => (First, Last, _found, HasValue, _mood) = (first, last, false, false, Mood.On);

    public void Pause() => _mood = Mood.Paused;

    public bool Walk()
    {
        Look(First);
        return HasValue;
    }

    public bool Find(int max, bool gaps)
    {
        if (_mood is Mood.Paused or Mood.Overflow && Last >= max) return false;
        if (_mood == Mood.Underflow && First >= max) return Miss(Mood.Overflow);
        if (_mood == Mood.On && (_found ? Last >= max : First > max)) return false;
        bool begins = _mood == Mood.Paused || (_mood == Mood.On && !_found);
        if (begins || _mood != Mood.On)
        {
            Look(_mood == Mood.Paused ? Last + 1 : First);
            if (HasValue || (gaps && begins)) return true;
            if (begins && Last >= max) return false;
        }

        bool hit = Up(max, gaps);
        if (!hit && !gaps) _mood = Mood.On;
        return hit;
    }

    public bool FindReverse(int min, bool gaps)
    {
        if (_mood is Mood.Paused or Mood.Overflow && First <= min) return Miss(Mood.Underflow);
        if ((_mood == Mood.On || (_mood != Mood.Paused && !_found)) && First < min) return false;
        if (_mood == Mood.Paused || !_found)
        {
            Look(_mood == Mood.Paused ? First - 1 : First);
            if (HasValue || gaps) return true;
            if (First <= min) return false;
        }

        _mood = Mood.On;
        return Down(min, gaps);
    }

    public bool Next(int max, bool gaps)
    {
        if (Last >= max) return Miss(Mood.Overflow);
        bool before = _mood == Mood.Underflow;
        if (before || !_found) Look(First);
        _mood = Mood.On;
        return (before && HasValue) || Up(max, gaps);
    }

    public bool Previous(int min, bool gaps)
    {
        if (First <= min) return Miss(Mood.Underflow);
        bool behind = _mood == Mood.Overflow;
        if (behind || !_found) Look(First);
        _mood = Mood.On;
        return (behind && HasValue) || Down(min, gaps);
    }

    private bool Up(int max, bool gaps)
    {
        do
        {
            if (Last >= max) return Miss(Mood.Overflow);
            Look(Last + 1);
        }
        while (!HasValue && !gaps);
        return true;
    }

    private bool Down(int min, bool gaps)
    {
        do
        {
            if (First <= min) return Miss(Mood.Underflow);
            Look(First - 1);
        }
        while (!HasValue && !gaps);
        return true;
    }

    private void Look(int key)
    {
        var range = cells.At(key);
        (First, Last, HasValue, _found, _mood) = (range.First, range.Last, range.HasValue, true, Mood.On);
    }

    private bool Miss(Mood mood)
    {
        _mood = mood;
        return false;
    }
}
