using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;

namespace Exploration;

/// <summary>Names the sources that this assembly was compiled from: a trace means something only with the same ones.</summary>
internal static class BuildHash
{
    private static readonly Lazy<string> Lazily = new(Compute);

    internal static string Value => Lazily.Value;

    private static string Compute()
    {
        Assembly assembly = typeof(BuildHash).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            // The tests of the engine do not run in schedules.
            if (name.StartsWith("test/Coyote/Tests/", StringComparison.Ordinal)) continue;
            using Stream source = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(source);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name + "\n" + reader.ReadToEnd().ReplaceLineEndings("\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
