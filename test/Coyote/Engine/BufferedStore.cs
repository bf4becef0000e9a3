using System.Runtime.CompilerServices;

namespace Exploration;

/// <summary>A store that its thread has made and others do not see yet.</summary>
/// <remarks>Addresses are raw: schedules run while the collector stands still (<see cref="FrozenHeap"/>).</remarks>
internal unsafe struct BufferedStore
{
    private nint address;
    private int size; // 0: a reference
    private object? newReference;
    private object? oldReference;
    private ulong newBits;
    private ulong oldBits;

    internal readonly nint Address => address;

    /// <summary>The release clock that the location gets when others see the store; null where nobody looks for races.</summary>
    internal VectorClock? Clock { get; set; }

    /// <summary>The location as the report calls it.</summary>
    internal string Name { get; set; }

    internal static BufferedStore Of<T>(ref T location, T value)
    {
        BufferedStore store = default;
        store.address = (nint)Unsafe.AsPointer(ref location);
        store.Name = "";
        if (!typeof(T).IsValueType)
        {
            store.newReference = value;
            store.oldReference = location;
        }
        else
        {
            store.size = Unsafe.SizeOf<T>();
            store.newBits = ToBits(value);
            store.oldBits = ToBits(location);
        }

        return store;
    }

    /// <summary>Whether a value of this type fits.</summary>
    internal static bool Fits<T>() => !typeof(T).IsValueType || (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() && Unsafe.SizeOf<T>() is 1 or 2 or 4 or 8);

    /// <summary>Puts the new value into memory and remembers what it hides.</summary>
    internal void Show()
    {
        if (size == 0)
        {
            ref object? location = ref Unsafe.AsRef<object?>((void*)address);
            oldReference = location;
            location = newReference; // by reference, so the collector's write barrier is kept
        }
        else
        {
            oldBits = Load();
            Put(newBits);
        }
    }

    /// <summary>Takes the new value back out of memory.</summary>
    internal readonly void Hide()
    {
        if (size == 0) Unsafe.AsRef<object?>((void*)address) = oldReference;
        else Put(oldBits);
    }

    private static ulong ToBits<T>(T value) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.As<T, byte>(ref value),
        2 => Unsafe.As<T, ushort>(ref value),
        4 => Unsafe.As<T, uint>(ref value),
        _ => Unsafe.As<T, ulong>(ref value),
    };

    private readonly ulong Load() => size switch
    {
        1 => *(byte*)address,
        2 => *(ushort*)address,
        4 => *(uint*)address,
        _ => *(ulong*)address,
    };

    private readonly void Put(ulong bits)
    {
        switch (size)
        {
            case 1: *(byte*)address = (byte)bits; break;
            case 2: *(ushort*)address = (ushort)bits; break;
            case 4: *(uint*)address = (uint)bits; break;
            default: *(ulong*)address = bits; break;
        }
    }
}
