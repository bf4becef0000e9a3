using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Concurrent;

/// <summary>Arithmetic on words of 64 digits.</summary>
internal static class RadixBits
{
    /// <summary>How many digits below one are present: its slot in a node whose slots are taken in the order of the digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Before(ulong present, int digit) => BitOperations.PopCount(present & ((1UL << digit) - 1));

    /// <summary>Puts the low bits of <paramref name="bits"/> where <paramref name="places"/> has ones, in order.</summary>
    internal static ulong Deposit(ulong bits, ulong places)
    {
        if (Bmi2.X64.IsSupported) return Bmi2.X64.ParallelBitDeposit(bits, places);
        ulong result = 0;
        for (; bits != 0 && places != 0; bits >>= 1, places &= places - 1)
        {
            if ((bits & 1) != 0) result |= places & (0 - places);
        }

        return result;
    }

    /// <summary>The other way round: gathers the bits that stand where <paramref name="places"/> has ones.</summary>
    internal static ulong Extract(ulong bits, ulong places)
    {
        if (Bmi2.X64.IsSupported) return Bmi2.X64.ParallelBitExtract(bits, places);
        ulong result = 0;
        for (ulong to = 1; places != 0; to <<= 1, places &= places - 1)
        {
            if ((bits & places & (0 - places)) != 0) result |= to;
        }

        return result;
    }
}
