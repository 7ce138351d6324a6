/** The part of the library ip6addr that this program uses; the package comes without types. */
declare module 'ip6addr' {
  interface Addr {
    /** With these options: eight groups of four hexadecimal digits with `:` between them. */
    toString(options: { format: 'v6'; zeroElide: false; zeroPad: true }): string;
  }
  interface Ip6addr {
    /** Throws on text that is no address. */
    parse(text: string): Addr;
  }
  const ip6addr: Ip6addr;
  export default ip6addr;
}
