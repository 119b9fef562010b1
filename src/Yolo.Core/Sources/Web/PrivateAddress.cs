using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Yolo.Sources.Web;

/// <summary>Tells addresses of this machine and of private networks from those that anyone can reach.</summary>
internal static class PrivateAddress
{
    // Network and length of its prefix: this network, private, shared, this machine, link, protocols, benchmarks, group calls, reserved.
    private static readonly (uint Network, int Bits)[] Networks =
    [
        (Of(0, 0), 8), (Of(10, 0), 8), (Of(100, 64), 10), (Of(127, 0), 8), (Of(169, 254), 16), (Of(172, 16), 12),
        (Of(192, 0), 24), (Of(192, 168), 16), (Of(198, 18), 15), (Of(224, 0), 4), (Of(240, 0), 4),
    ];

    internal static bool Is(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return IsVersion4(address.GetAddressBytes());
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        // Addresses that carry one of version 4 lead where that one leads: translated (64:ff9b::/96) and 6to4 (2002::/16).
        var bytes = address.GetAddressBytes();
        return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast
            || address.Equals(IPAddress.IPv6Any)
            || (bytes.AsSpan(0, 12) is [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0] && IsVersion4(bytes.AsSpan(12)))
            || (bytes is [0x20, 0x02, ..] && IsVersion4(bytes.AsSpan(2, 4)));
    }

    /// <summary>Looks a host up and refuses it if it is private.</summary>
    /// <returns>Its addresses.</returns>
    /// <exception cref="SourceException">There is no such host, or it is private and that is not allowed.</exception>
    internal static async Task<IPAddress[]> ResolveAsync(string host, bool allowPrivate, CancellationToken cancellation)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw new SourceException($"there is no host '{host}' ({error.Message})", error);
        }

        return allowPrivate || !addresses.Any(Is) ? addresses : throw Refused(host);
    }

    private static SourceException Refused(string host) =>
        new($"the host '{host}' is this machine or in a private network; that is refused unless it is allowed with allow_private=true");

    private static bool IsVersion4(ReadOnlySpan<byte> bytes)
    {
        var address = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return Array.Exists(Networks, entry => (address ^ entry.Network) >> (32 - entry.Bits) == 0);
    }

    private static uint Of(uint first, uint second) => (first << 24) | (second << 16);
}
