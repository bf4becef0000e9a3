using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Stress.Cli;

/// <summary>While it is open, the calling thread, and with it every process that it starts, keeps to one processor.</summary>
internal sealed unsafe class OneProcessor : IDisposable
{
    /// <summary>Bits of the kernel's mask: enough for 8,192 processors.</summary>
    private const int MaskBytes = 1024;

    private readonly byte[]? before;
    private readonly nint windowsBefore;

    private OneProcessor(bool pin)
    {
        if (!pin) return;
        if (OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            windowsBefore = self.ProcessorAffinity;
            self.ProcessorAffinity = windowsBefore & -windowsBefore;
        }
        else if (OperatingSystem.IsLinux())
        {
            before = new byte[MaskBytes];
            byte[] one = new byte[MaskBytes];
            fixed (byte* all = before, first = one)
            {
                if (sched_getaffinity(0, MaskBytes, all) < 0) throw new InvalidOperationException("The kernel does not tell the processors of this thread.");
                int lowest = Array.FindIndex(before, bits => bits != 0);
                one[lowest] = (byte)(before[lowest] & -before[lowest]);
                if (sched_setaffinity(0, MaskBytes, first) < 0) throw new InvalidOperationException("The kernel does not let this thread choose its processor.");
            }
        }
    }

    /// <summary>Nothing to undo.</summary>
    internal static IDisposable None { get; } = new OneProcessor(pin: false);

    /// <summary>Pins the calling thread, where the system can: elsewhere the child runs on all processors, which its summary shows.</summary>
    internal static IDisposable ForChildren() => new OneProcessor(pin: true);

    public void Dispose()
    {
        if (windowsBefore != 0 && OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = windowsBefore;
        }
        else if (before is not null)
        {
            fixed (byte* all = before) _ = sched_setaffinity(0, MaskBytes, all);
        }
    }

    // No generated marshalling: faults are compiled without generators.
    [DllImport("libc")]
    private static extern int sched_getaffinity(int thread, nint bytes, byte* mask);

    [DllImport("libc")]
    private static extern int sched_setaffinity(int thread, nint bytes, byte* mask);
}
