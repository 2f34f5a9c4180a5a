package evaluations

// role is the meaning of a column.
type role string

const (
	roleParams role = "params" // trainable parameters
	roleTokens role = "tokens" // seen in training
	roleFLOPs  role = "flops"  // spent on training
	roleLoss   role = "loss"   // pre-training loss
	roleStep   role = "step"   // of the optimizer
	roleModel  role = "model"  // name of the model
	roleFamily role = "family" // of models that differ in scale alone
	roleTask   role = "task"   // name of the task
	roleMetric role = "metric" // name of the metric of the line's score
	roleScore  role = "score"
	roleValue  role = "value"  // another name of roleScore
	roleSeed   role = "seed"   // of the replicate, an integer
	roleChance role = "chance" // chance level of the score
	roleItems  role = "items"  // number of items of the test set
	roleError  role = "error"  // standard error of the score
)

// roles lists all roles, in the order of the documentation.
var roles = []role{
	roleParams, roleTokens, roleFLOPs, roleLoss, roleStep, roleModel, roleFamily, roleTask, roleMetric,
	roleScore, roleValue, roleSeed, roleChance, roleItems, roleError,
}

// unitRoles lists the roles that a factor of units may apply to.
var unitRoles = []role{roleParams, roleTokens, roleFLOPs, roleLoss, roleStep, roleItems}

// roleKinds holds what the columns of roles are read as, where that is not a plain number.
var roleKinds = map[role]kind{
	roleParams: asSize, roleTokens: asSize, roleFLOPs: asSize,
	roleModel: asWord, roleFamily: asWord, roleTask: asWord, roleMetric: asWord, roleSeed: asWord,
}

func roleNames() []string {
	var names []string
	for _, r := range roles {
		names = append(names, string(r))
	}
	return names
}

// canonical returns the one name of a role that has two.
func (r role) canonical() role {
	if r == roleValue {
		return roleScore
	}
	return r
}
