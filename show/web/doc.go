// Package web is what the pages of circsim share: the chart library, and one look.
//
//	<style>{{web.CSS}}</style>   colours of internal/palette as CSS variables, light and dark; the chart library's style
//	<script>{{web.Charts}}</script>   uPlot, vendored with its version and licence in vendored/uplot
package web
