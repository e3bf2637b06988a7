using System.Text;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Searches a text that is in memory as a whole, and the pieces of one that is not.</summary>
internal static class SecretSearch
{
    /// <summary>The secrets of a text, in their order; places are bytes of its UTF-8.</summary>
    public static List<SecretHit> Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hits = new List<SecretHit>();
        Find(SecretIndex.All, bytes, bytes.Length, 0, bytes.Length, hits);
        return hits;
    }

    /// <summary>Adds the secrets of a part of a text.</summary>
    /// <param name="index">The formats.</param>
    /// <param name="text">The buffer.</param>
    /// <param name="length">How much of it is text.</param>
    /// <param name="from">The first place to look at.</param>
    /// <param name="to">Behind the last place to look at; what follows is looked at only as part of what begins before.</param>
    /// <param name="hits">Takes what is found. Of two that overlap, one stays.</param>
    public static void Find(SecretIndex index, byte[] text, int length, int from, int to, List<SecretHit> hits)
    {
        var span = text.AsSpan(0, length);
        for (var at = index.Next(span, from, to); at >= 0; at = index.Next(span, at + 1, to))
        {
            foreach (var word in index.At(span, at))
            {
                if (!word.IsIn(span, at))
                    continue;
                var (start, end) = word.Format.Find(text, 0, length, at - word.Offset, word.Bytes.Length);
                if (start >= 0)
                    Add(hits, new SecretHit(word.Format, start, end));
            }
        }
    }

    private static void Add(List<SecretHit> hits, SecretHit hit)
    {
        for (var i = hits.Count - 1; i >= 0 && i >= hits.Count - 4; i--)
        {
            if (hit.Start >= hits[i].End || hits[i].Start >= hit.End)
                continue;
            if (hits[i].YieldsTo(hit))
                hits[i] = hit;
            return;
        }

        hits.Add(hit);
    }
}
