using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Exploration.Tests;

/// <summary>Finds what a type's code calls, in its compiled form: whether a name was bound to a shim cannot be seen in the source.</summary>
internal static class SharedMemoryCalls
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Harmless to a schedule, or handled where they are used: cancellation and tasks are completed by threads of the schedule.</summary>
    private static readonly HashSet<string> Harmless =
    [
        "System.Threading.Timeout", "System.Threading.CancellationToken", "System.Threading.CancellationTokenRegistration", "System.Threading.SynchronizationLockException",
        "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask",
    ];

    private static readonly HashSet<string> BannedMembers =
    [
        "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task.WaitAll", "System.Threading.Tasks.Task.WaitAny",
        "System.Threading.Tasks.Task.get_Factory", "System.Environment.get_CurrentManagedThreadId", "System.Environment.get_TickCount64", "System.Environment.get_TickCount",
        "System.Environment.GetEnvironmentVariable", "System.DateTime.get_UtcNow", "System.DateTime.get_Now", "System.Diagnostics.Stopwatch.GetTimestamp", "System.GC.CollectionCount",
    ];

    /// <summary>Each as "who -> what".</summary>
    internal static IEnumerable<string> Of(Type type)
    {
        foreach (FieldInfo field in type.GetFields(Everything))
        {
            if (field.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsVolatile")) yield return $"{type}.{field.Name} is a volatile field";
            if (field.IsDefined(typeof(ThreadStaticAttribute))) yield return $"{type}.{field.Name} is a real thread-static";
        }

        foreach (MethodBase method in type.GetMethods(Everything).Concat<MethodBase>(type.GetConstructors(Everything)))
        {
            foreach (MemberInfo called in Called(method))
            {
                if (IsBanned(called) && !IsOfTheCompiler(method, called)) yield return $"{type}.{method.Name} -> {called.DeclaringType}.{called.Name}";
            }
        }
    }

    /// <summary>What the compiler puts into events and iterators; no source file spells it, so no shim can stand in for it.</summary>
    private static bool IsOfTheCompiler(MethodBase method, MemberInfo called)
    {
        bool isEvent = method.IsSpecialName && method.IsDefined(typeof(CompilerGeneratedAttribute)) && called.DeclaringType == typeof(System.Threading.Interlocked);
        bool isIterator = method.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute)) && called.Name == "get_CurrentManagedThreadId";
        return isEvent || isIterator;
    }

    private static bool IsBanned(MemberInfo called)
    {
        Type? on = called.DeclaringType;
        if (on is null) return false;
        string name = (on.IsGenericType ? on.GetGenericTypeDefinition() : on).FullName ?? on.Name;
        int generic = name.IndexOf('`', StringComparison.Ordinal);
        if (generic >= 0) name = name[..generic];
        if (BannedMembers.Contains($"{name}.{called.Name}")) return true;
        return name.StartsWith("System.Threading.", StringComparison.Ordinal) && !Harmless.Contains(name);
    }

    private static IEnumerable<MemberInfo> Called(MethodBase method)
    {
        foreach ((_, MemberInfo? member) in MethodCode.Of(method))
        {
            if (member is not null and not Type) yield return member;
        }
    }
}
