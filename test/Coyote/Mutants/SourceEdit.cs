using System;
using System.Text;
using System.Text.RegularExpressions;

namespace Exploration.Mutants;

/// <summary>One text edit of one source file: a piece of the file that stands in it exactly once, and what stands there instead.</summary>
/// <remarks>Indentation does not count, so that an edit of several lines can be written where it is read. All else does: an anchor that has drifted fails.</remarks>
internal sealed record SourceEdit(string File, string Anchor, string Replacement)
{
    /// <summary>The file's text with the edit made.</summary>
    /// <exception cref="MutantException">The anchor is not in the text, or more than once.</exception>
    internal string ApplyTo(string text)
    {
        MatchCollection places = Regex.Matches(text, Pattern(Anchor), RegexOptions.CultureInvariant);
        if (places.Count != 1)
        {
            string found = places.Count == 0 ? "does not match any more" : $"matches {places.Count} times";
            throw new MutantException($"{File}: the anchor {found}: {Anchor.Trim()}");
        }

        Match place = places[0];
        return string.Concat(text.AsSpan(0, place.Index), Replacement, text.AsSpan(place.Index + place.Length));
    }

    private static string Pattern(string anchor)
    {
        var pattern = new StringBuilder();
        foreach (string line in anchor.Trim().Split('\n'))
        {
            if (pattern.Length > 0) pattern.Append(@"[ \t]*\r?\n[ \t]*");
            pattern.Append(Regex.Escape(line.Trim()));
        }

        return pattern.ToString();
    }
}
