using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using Exploration.Tests;

namespace Stress.Tests;

/// <summary>What a call may store, found in the compiled form of everything that it may reach in this program.</summary>
internal sealed class StoresOf
{
    private static readonly OpCode[] ThroughReference =
    [
        OpCodes.Stind_I, OpCodes.Stind_I1, OpCodes.Stind_I2, OpCodes.Stind_I4, OpCodes.Stind_I8, OpCodes.Stind_R4, OpCodes.Stind_R8, OpCodes.Stind_Ref,
        OpCodes.Stobj, OpCodes.Cpobj, OpCodes.Cpblk, OpCodes.Initblk,
        OpCodes.Stelem, OpCodes.Stelem_I, OpCodes.Stelem_I1, OpCodes.Stelem_I2, OpCodes.Stelem_I4, OpCodes.Stelem_I8, OpCodes.Stelem_R4, OpCodes.Stelem_R8, OpCodes.Stelem_Ref,
    ];

    private readonly Func<MethodBase, bool> isFollowed;
    private readonly HashSet<MethodBase> seen = [];
    private readonly SortedSet<string> stores = new(StringComparer.Ordinal);

    private StoresOf(Func<MethodBase, bool> isFollowed) => this.isFollowed = isFollowed;

    /// <summary>Fields as "Type.Field"; stores through references, and calls that store, as "Type.Method: what".</summary>
    /// <param name="root">The call, of a closed type.</param>
    /// <param name="isFollowed">Whether a method that is reached belongs to it.</param>
    internal static (IReadOnlyCollection<string> Stores, int Methods) Find(MethodBase root, Func<MethodBase, bool> isFollowed)
    {
        var found = new StoresOf(isFollowed);
        found.Visit(root);
        return (found.stores, found.seen.Count);
    }

    private void Visit(MethodBase method)
    {
        if (!seen.Add(method)) return;
        Type? constrained = null;
        foreach ((OpCode operation, MemberInfo? member) in MethodCode.Of(method))
        {
            if (operation == OpCodes.Stfld || operation == OpCodes.Stsfld) stores.Add($"{Name(member!.DeclaringType!)}.{member.Name}");
            else if (ThroughReference.Contains(operation)) stores.Add($"{Name(method.DeclaringType!)}.{method.Name}: {operation.Name}");
            else if (member is MethodBase called) Call(method, called, constrained);
            if (operation.OpCodeType != OpCodeType.Prefix) constrained = null;
            else if (operation == OpCodes.Constrained) constrained = (Type)member!;
        }
    }

    private void Call(MethodBase method, MethodBase called, Type? constrained)
    {
        Type on = called.DeclaringType!;
        if (on.Namespace == "System.Threading" && !called.Name.StartsWith("Read", StringComparison.Ordinal) && called.Name != "get_CurrentManagedThreadId")
        {
            stores.Add($"{Name(method.DeclaringType!)}.{method.Name}: {on.Name}.{called.Name}");
        }

        if (on.Assembly != typeof(StoresOf).Assembly) return;
        foreach (MethodBase target in Targets(called, constrained))
        {
            if (isFollowed(target)) Visit(target);
        }
    }

    /// <summary>The methods that the call can end in.</summary>
    private static IEnumerable<MethodBase> Targets(MethodBase called, Type? constrained)
    {
        if (called is not MethodInfo { IsVirtual: true, IsFinal: false } method) return [called];
        if (constrained is { IsValueType: true } && method.DeclaringType!.IsInterface)
        {
            InterfaceMapping map = constrained.GetInterfaceMap(method.DeclaringType);
            MethodInfo open = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
            int at = Array.FindIndex(map.InterfaceMethods, one => one == open);
            MethodInfo target = map.TargetMethods[at];
            return [method.IsGenericMethod ? target.MakeGenericMethod(method.GetGenericArguments()) : target];
        }

        throw new NotSupportedException($"A virtual call of {method.DeclaringType}.{method.Name} on the way.");
    }

    private static string Name(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type.IsNested ? $"{Name(type.DeclaringType!)}.{name}" : name;
    }
}
