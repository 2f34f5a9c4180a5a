package output

import "sync"

// Committer commits parts of one folder and manifest while others are written: its goroutine waits for the disk. Parts appear
// in the order in which they came. What is written of them stays aside until then, and is lost in a kill. It is for one
// goroutine. It ends with Close.
type Committer struct {
	queue  chan *Part
	left   sync.WaitGroup // parts that have come and have neither appeared nor failed
	ended  chan struct{}  // closed when the goroutine ends
	mutex  sync.Mutex
	failed error // the first
}

// partsTogether is the number of parts that may wait for the disk, and that are then committed together. It bounds open files.
const partsTogether = 8

// NewCommitter starts a committer.
func NewCommitter() *Committer {
	c := &Committer{queue: make(chan *Part, partsTogether), ended: make(chan struct{})}
	go c.work()
	return c
}

// Commit is the part's Commit, but returns before the part appears. The error may be that of an earlier part; the part is
// discarded then.
func (c *Committer) Commit(p *Part) error {
	err := c.failure()
	if err == nil {
		err = p.finish()
	}
	if err != nil {
		p.Discard()
		return err
	}
	c.left.Add(1)
	c.queue <- p
	return nil
}

// Wait returns when all parts have appeared, or with the error of the first that has not.
func (c *Committer) Wait() error {
	c.left.Wait()
	return c.failure()
}

// Close waits and ends the committer.
func (c *Committer) Close() error {
	close(c.queue)
	<-c.ended
	return c.failure()
}

func (c *Committer) failure() error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.failed
}

func (c *Committer) work() {
	defer close(c.ended)
	for first := range c.queue {
		parts := []*Part{first}
		for range min(len(c.queue), partsTogether-1) { // nobody else receives from it
			parts = append(parts, <-c.queue)
		}
		c.commit(parts)
		for range parts {
			c.left.Done()
		}
	}
}

// commit makes parts appear, unless an earlier one has failed.
func (c *Committer) commit(parts []*Part) {
	written := make([]writtenPart, len(parts))
	for i, p := range parts {
		defer p.Discard()
		written[i] = writtenPart{p.index, p.files}
	}
	if c.failure() != nil {
		return
	}
	if appeared, err := publish(parts[0].dir, parts[0].manifest.tables(), written); err != nil {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		c.failed = parts[appeared].explain(err)
	}
}
