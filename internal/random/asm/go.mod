module github.com/circsim/circsim/internal/random/asm

go 1.26.0

require (
	github.com/circsim/circsim v0.0.0
	github.com/mmcloughlin/avo v0.5.0
)

require (
	golang.org/x/mod v0.41.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
)

replace github.com/circsim/circsim => ../../..
