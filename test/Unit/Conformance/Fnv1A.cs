using System.Globalization;

namespace Concurrent.Unit.Conformance;

/// <summary>FNV-1a, 64 bits, over the little-endian bytes of numbers.</summary>
internal struct Fnv1A()
{
    private ulong _hash = 14695981039346656037;

    public void Add(ulong number)
    {
        for (int i = 0; i < sizeof(ulong); i++)
        {
            _hash = (_hash ^ (byte)number) * 1099511628211;
            number >>= 8;
        }
    }

    public override readonly string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);
}
