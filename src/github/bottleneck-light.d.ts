// The small build of Bottleneck carries no types; they are those of the full one.
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck';
}
