using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ContainerSec.Secrets;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Finds the words of all formats in one pass over the bytes.</summary>
/// <remarks>
/// Each word is known by four of its bytes, the rarest in text, with capitals and small letters alike. Each place of the text costs one look into a table of 64 Ki bits,
/// which says no nearly always; only where it says maybe, the words themselves are compared.
/// </remarks>
internal sealed class SecretIndex
{
    private const int GramLength = 4;
    private const uint Fold = 0x20202020;
    private const uint Spread = 0x9E3779B1;

    private static readonly Lazy<SecretIndex> LazyAll = new(static () => new SecretIndex(SecretFormats.All.Where(static f => f.Words.Count > 0)));
    private static readonly Lazy<SecretIndex> LazyTokens = new(static () => new SecretIndex(SecretFormats.All.Where(static f => f.Words.Count > 0 && !f.IgnoresCase)));
    private static readonly Lazy<SecretIndex> LazyDistinctive = new(static () => new SecretIndex(SecretFormats.All.Where(static f => f.Words.Count > 0 && f.IsDistinctive)));

    private readonly uint[] _bits = new uint[1 << 11];
    private readonly Dictionary<uint, Word[]> _words = [];

    public SecretIndex(IEnumerable<SecretFormat> formats)
    {
        var words = new Dictionary<uint, List<Word>>();
        foreach (var format in formats)
        {
            foreach (var text in format.Words)
            {
                foreach (var longer in AtLeastAGram(text, format))
                    Add(words, text, longer, format);
            }
        }

        foreach (var (gram, list) in words)
        {
            _words.Add(gram, [.. list]);
            var hash = Hash(gram);
            _bits[hash >> 5] |= 1u << (int)(hash & 31);
        }
    }

    /// <summary>Every format.</summary>
    public static SecretIndex All => LazyAll.Value;

    /// <summary>Formats that need no name and no text around them.</summary>
    public static SecretIndex Tokens => LazyTokens.Value;

    /// <summary>Formats that hardly anything else has: for binary files.</summary>
    public static SecretIndex Distinctive => LazyDistinctive.Value;

    /// <summary>The next place from which four bytes may be those of a word; -1 when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The first place.</param>
    /// <param name="limit">Behind the last place; four bytes must follow each.</param>
    public int Next(ReadOnlySpan<byte> text, int at, int limit)
    {
        ref var bytes = ref MemoryMarshal.GetReference(text);
        ref var bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        var last = Math.Min(limit, text.Length - GramLength + 1);
        var i = at;
        // Five grams stand in eight bytes.
        for (var lastOfEight = Math.Min(last - 5, text.Length - 8); i <= lastOfEight; i += 5)
        {
            var eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, i)) | 0x2020202020202020;
            var hit = Bit(ref bits, (uint)eight) | Bit(ref bits, (uint)(eight >> 8)) | Bit(ref bits, (uint)(eight >> 16)) | Bit(ref bits, (uint)(eight >> 24)) | Bit(ref bits, (uint)(eight >> 32));
            if ((hit & 1) != 0)
                break;
        }

        for (; i < last; i++)
        {
            if ((Bit(ref bits, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, i)) | Fold) & 1) != 0)
                return i;
        }

        return -1;
    }

    /// <summary>The words that hold the four bytes at a place; none when they only share its bit.</summary>
    public ReadOnlySpan<Word> At(ReadOnlySpan<byte> text, int at) =>
        _words.TryGetValue(Unsafe.ReadUnaligned<uint>(ref Unsafe.AsRef(in text[at])) | Fold, out var words) ? words : [];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bit(ref uint bits, uint gram)
    {
        var hash = Hash(gram);
        return Unsafe.Add(ref bits, (nint)(hash >> 5)) >> (int)(hash & 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint gram) => (gram * Spread) >> 16;

    // A word of three characters is looked for with each that may follow.
    private static IEnumerable<string> AtLeastAGram(string word, SecretFormat format) =>
        word.Length >= GramLength ? [word] : format.Next.Characters().Select(c => word + c);

    private static void Add(Dictionary<uint, List<Word>> words, string text, string longer, SecretFormat format)
    {
        var offset = RarestGram(longer);
        var gram = GramOf(longer, offset);
        if (!words.TryGetValue(gram, out var list))
            words[gram] = list = [];
        if (!list.Exists(w => w.Format == format && w.Offset == offset && w.Bytes.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(text))))
            list.Add(new Word(format, Encoding.ASCII.GetBytes(text), offset));
    }

    private static int RarestGram(string word)
    {
        var (best, rarest) = (0, int.MaxValue);
        for (var i = 0; i + GramLength <= word.Length; i++)
        {
            var commonness = word.AsSpan(i, GramLength).ToString().Sum(Commonness);
            if (commonness < rarest)
                (best, rarest) = (i, commonness);
        }

        return best;
    }

    // Roughly how often a character stands in code and prose.
    private static int Commonness(char c) => char.ToLowerInvariant(c) switch
    {
        'e' or 't' or 'a' or 'o' or 'i' or 'n' or 's' or 'r' => 8,
        'd' or 'l' or 'c' or 'u' or 'm' or 'p' or '-' or '=' => 5,
        >= 'a' and <= 'z' or '_' or '.' or '/' or '"' => 3,
        _ => 1,
    };

    private static uint GramOf(string word, int offset)
    {
        var gram = 0u;
        for (var i = GramLength - 1; i >= 0; i--)
            gram = (gram << 8) | (byte)word[offset + i];
        return gram | Fold;
    }

    /// <summary>A word of a format, and where in it the four bytes stand.</summary>
    internal readonly record struct Word(SecretFormat Format, byte[] Bytes, int Offset)
    {
        /// <summary>Whether the word stands in the text around the four bytes.</summary>
        public bool IsIn(ReadOnlySpan<byte> text, int gramAt)
        {
            var start = gramAt - Offset;
            if (start < 0 || start + Bytes.Length > text.Length)
                return false;
            var found = text.Slice(start, Bytes.Length);
            return Format.IgnoresCase ? Ascii.EqualsIgnoreCase(found, Bytes) : found.SequenceEqual(Bytes);
        }
    }
}
