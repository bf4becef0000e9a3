using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Concurrent.Rcu;

namespace Exploration;

/// <summary>The library's statics, put back before each schedule: a schedule must not depend on those that ran before it.</summary>
internal static class LibraryState
{
    private static readonly List<(FieldInfo Field, object? Value)> Words = [];
    private static readonly List<(IList List, int Count)> Lists = [];
    private static bool ready;

    /// <summary>Runs every static constructor now: one that ran in a schedule would hold a lock of the runtime while other threads run.</summary>
    internal static void Prepare()
    {
        if (ready) return;
        ready = true;
        Type[] library = [.. typeof(RcuDomain).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("Concurrent", StringComparison.Ordinal) == true && !type.ContainsGenericParameters)];
        foreach (Type type in library) RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        foreach (FieldInfo field in library.SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)))
        {
            if (field.IsLiteral || field.IsDefined(typeof(CompilerGeneratedAttribute))) continue;
            if (!field.IsInitOnly && field.FieldType.IsPrimitive) Words.Add((field, field.GetValue(null)));
            else if (field.GetValue(null) is IList { IsFixedSize: false } list) Lists.Add((list, list.Count));
        }
    }

    internal static void Reset()
    {
        foreach ((FieldInfo field, object? value) in Words) field.SetValue(null, value);
        foreach ((IList list, int count) in Lists)
        {
            while (list.Count > count) list.RemoveAt(list.Count - 1);
        }
    }
}
