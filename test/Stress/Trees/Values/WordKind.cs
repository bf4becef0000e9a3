using System.Globalization;

namespace Stress.Trees;

/// <summary>A primitive of 8 bytes, which trees overwrite in place: the version in the upper bits, 24 bits of checksum below.</summary>
internal readonly struct WordKind : IValueKind<long>
{
    private const int CheckBits = 24;
    private const long CheckMask = (1L << CheckBits) - 1;

    public static long Make(ulong key, long version) => (version << CheckBits) | ((long)Checksum.Of(key, version) & CheckMask);

    public static long Open(ulong key, long value)
    {
        long version = value >> CheckBits;
        if (value < 0 || Make(key, version) != value) throw new CorruptValueException(key, "0x" + value.ToString("x16", CultureInfo.InvariantCulture));
        return version;
    }
}
