namespace Stress.Trees;

/// <summary>A hash of a key and a version (the finisher of splitmix64).</summary>
internal static class Checksum
{
    internal static ulong Of(ulong key, long version)
    {
        ulong z = (key * 0x9e3779b97f4a7c15) ^ ((ulong)version + 0x632be59bd9b4e019);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
