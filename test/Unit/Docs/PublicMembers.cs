using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Concurrent.Unit.Docs;

/// <summary>
/// The public surface of the library's assemblies, asked by names as documentation writes them: <c>BPlusTree.TryAdd</c>,
/// <c>BPlusTree&lt;TKey,TValue&gt;.Batch.Commit</c>, <c>BPlusTree.this[]</c>, <c>new BPlusTree</c>, <c>KeyRange</c>.
/// Type arguments, where given, must match in number; what stands in parentheses is not looked at.
/// </summary>
internal sealed class PublicMembers
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private readonly Type[] types;

    internal PublicMembers(IEnumerable<Assembly> assemblies) =>
        types = [.. assemblies.SelectMany(assembly => assembly.GetExportedTypes())];

    /// <summary>All assemblies of the library that lie beside this test: a tree added later is found without a change here.</summary>
    internal static PublicMembers OfTheLibrary()
    {
        string? self = typeof(PublicMembers).Assembly.GetName().Name;
        return new PublicMembers(
            from path in Directory.GetFiles(AppContext.BaseDirectory, "Concurrent.*.dll")
            let name = Path.GetFileNameWithoutExtension(path)
            where name != self
            select Assembly.Load(new AssemblyName(name)));
    }

    internal bool Has(string name)
    {
        string plain = name.Split('(')[0].Trim();
        bool constructor = plain.StartsWith("new ", StringComparison.Ordinal);
        string[] parts = (constructor ? plain[4..] : plain).Split('.');

        IEnumerable<Type> holders = types.Where(type => !type.IsNested && Matches(type, parts[0]));
        for (int i = 1; i < parts.Length; i++)
        {
            string part = parts[i];
            Type[] nested = [.. holders.SelectMany(holder => holder.GetNestedTypes()).Where(type => Matches(type, part))];
            if (nested.Length == 0) return i == parts.Length - 1 && !constructor && holders.Any(holder => HasMember(holder, part));
            holders = nested;
        }

        return constructor ? holders.Any(holder => holder.GetConstructors().Length > 0) : holders.Any();
    }

    private static bool HasMember(Type holder, string name) => name == "this[]"
        ? holder.GetProperties(Anything).Any(property => property.GetIndexParameters().Length > 0)
        : holder.GetMember(name, Anything).Length > 0;

    private static bool Matches(Type type, string written)
    {
        string[] name = type.Name.Split('`');
        int open = written.IndexOf('<', StringComparison.Ordinal);
        if (open < 0) return name[0] == written;
        int arity = name.Length == 1 ? 0 : int.Parse(name[1], CultureInfo.InvariantCulture);
        return name[0] == written[..open] && arity == written[open..].Count(c => c == ',') + 1;
    }
}
