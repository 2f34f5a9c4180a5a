//go:build !amd64 || purego

package circuits

func (r *headRows) step(p *headPush) { r.stepPlain(p) }
