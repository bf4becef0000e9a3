using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>The asymmetric fence: readers go without one, the writer makes every thread of the process execute one (E4).</summary>
internal static partial class ProcessWideBarrier
{
    /// <summary>Set to force the full fence in readers: <c>Concurrent.Rcu.ForceFullFence</c> in the runtime configuration, or this environment variable set to 1.</summary>
    internal const string ForceVariable = "CONCURRENT_RCU_FULL_FENCE";
    internal const string ForceSwitch = "Concurrent.Rcu.ForceFullFence";

    /// <summary>Whether an outermost section must execute a full fence, because the process-wide one is not known to interrupt every core.</summary>
    internal static readonly bool ReadersFence = MustFence();

    /// <summary>Orders everything before it against everything after it, here and, unless readers fence themselves, on every thread of the process.</summary>
    internal static void Issue()
    {
        // In both modes the advancer's own accesses are ordered too.
        if (ReadersFence) Interlocked.MemoryBarrier();
        else Interlocked.MemoryBarrierProcessWide();
    }

    private static bool MustFence()
    {
        if (AppContext.TryGetSwitch(ForceSwitch, out bool forced) && forced) return true;
        if (Environment.GetEnvironmentVariable(ForceVariable) == "1") return true;
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) return false; // FlushProcessWriteBuffers; thread_get_register_pointer_values
        return !OperatingSystem.IsLinux() || !HasPrivateExpeditedMembarrier();
    }

    /// <summary>Asks what the runtime itself asks: without the private expedited command it falls back to page protection, which need not interrupt other cores.</summary>
    private static bool HasPrivateExpeditedMembarrier()
    {
        const int query = 0, privateExpedited = 1 << 3;
        long number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 324,
            Architecture.X86 => 375,
            Architecture.Arm => 389,
            Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => 283,
            Architecture.S390x => 356,
            Architecture.Ppc64le => 365,
            _ => -1,
        };
        if (number < 0) return false;
        try
        {
            nint supported = SystemCall((nint)number, query, 0, 0);
            return supported > 0 && (supported & privateExpedited) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint command, nint flags, nint cpu);
}
